"""Bytes to Articles: decoding, front matter, records, and which part of a page is not the article itself."""
