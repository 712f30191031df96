"""Value grammars: characters in, spans with exact values out. No spaCy, no files, no sections.

``numbers.find``: every cardinal. ``money.find``: every amount of money. ``friends.find``: numbers that count nothing.
The grammars of dates stand beside them. All offsets are code points of the text given in.
"""
