"""Plugins in a workspace: enabled, locked, their states, sheets, views and sections."""
