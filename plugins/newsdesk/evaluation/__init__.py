"""How well the desk reads, measured on gold data that a folder holds: `invoke evaluate KIND --data FOLDER`.

A kind is one function, Asked → Report, in a module of its own, named in `kinds.py`. The data are no part of the
project: their folder is given by path, and the scorer files in it are run as they are.
"""
