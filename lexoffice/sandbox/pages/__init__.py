"""The sandbox's own pages, in German and without scripts: a business day to be played by a person."""
