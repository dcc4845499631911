"""Three excellences, one satisfaction (三优一满意)."""
