"""The workspace line by line: for screen readers, braille displays, and terminals without a cursor.

Numbered menus, one prompt a line; nothing is moved, colored or painted twice. It is the command
line held as a conversation: what a menu shows is what the command prints, and scoring calls the
same verbs as the score sheet.
"""
