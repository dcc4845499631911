"""Tax culture (地税文化): people first, the tax person."""
