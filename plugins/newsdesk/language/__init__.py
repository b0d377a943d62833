"""Reading prose: sentences, quotations and their speakers, dates, events. Pure; standard library only.

Input is plain text as it is; offsets in results are Python characters of that very text. Nothing in here raises on
any text (law 7). Rules and vocabularies are data, each with its reason. Entry: `newsdesk.language.analysis.analyse`.
"""
