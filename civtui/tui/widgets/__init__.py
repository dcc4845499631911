"""The widgets: a line, a pane of lines, and the grid."""
