"""The rows, panes and leads of the lists that `civtui.tables` declares, one file a subject."""
