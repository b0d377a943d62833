"""The words that features of a line look for: of web markup, and the small words of which prose is full. Data only."""

from __future__ import annotations

# Words in class names and ids that say what a part of a page is. Matched at word borders in hyphened or camel names.
_MARKUP = """
    ad ads advert advertisement also archive article articlebody aside audio author avatar banner bio block
    blockquote blog body box breadcrumb breadcrumbs btn button byline callout caption card categories category
    column comment comments commercial component consent container content contributor cookie copyright correction
    cover credit cta date deck dek disclaimer discussion disqus embed entry facebook factbox feed figcaption footer
    footnote form gallery gdpr grid header heading headline hero hidden image infobox inner instagram intro item
    keywords latest layout lead legal links list live liveblog login main media menu meta modal module more mostread
    nav navigation newsletter next note only outbrain overlay pagination paragraph paywall photo player podcast poll
    popular popup post premium prev previous price primary print product profile promo promotion prose published
    pullquote quiz quote rail rating read readmore recommend recommendations recommended reference references
    register related reply review rich row search secondary section share sharing shop sidebar signup slideshow
    social sponsor sponsored sr standfirst story storybody stream subhead subscribe subscription subtitle summary
    table taboola tag tags teaser text ticker time timestamp title toolbar tools tooltip topic topics trending tweet
    twitter update video visually widget wrapper
"""
MARKUP_WORDS = frozenset(_MARKUP.split())

# Of English, German, Spanish, French, Italian, Dutch and Russian.
_SMALL = """
    the a an of to in and is was that for on with as by at it he she they we i be are has have had not this
    but from der die das und zu den von mit ist des auf für im dem nicht ein eine als auch es werden aus er
    hat dass sie el la los las de que y en un una por con no se su para al lo le les du et à est une dans pour
    qui pas sur il gli che di è per non del della het een van op te dat и в не на что с по как
"""
SMALL_WORDS = frozenset(_SMALL.split())
