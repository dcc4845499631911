"""The modes of the screen: each says its columns, its rows, what its pane shows, what keys do."""
