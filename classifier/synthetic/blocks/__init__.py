"""Building blocks of a page: each function writes one block on a sheet and states what it printed."""
