"""Newsdesk: curated news digests as static sites, on Pelican.

The map, in the order in which data flows; a room imports only from rooms above it:

    model        what a digest is made of: frozen dataclasses, EDTF dates, names, problems (standard library only)
    pelicanconf  a project's settings file, run and not yet judged, and its places (standard library only)
    settings     our settings, typed and validated
    project      a project on disk, and the places in it that somebody names
    source       content/ to model: front matter, the Markdown dialect, sanitising, check
    language     reading prose: sentences, quotations, speakers, dates, events (standard library only)
    stories      story pages and the lists of them: authors, sources, archive
    timelines    topic pages and their timelines
    commentary   experts and what they said
    editions     dated issues, home
    syndication  feeds, structured data, redirects
    cluster      work done by many machines, through dask.distributed
    importer     raw text, HTML, URL to a draft article and draft profiles
    review       an editor's decisions on proposals, and on who is who, written into content files
    evaluation   how well language and importer read, measured on gold data given by path
    signals      the moments at which features and other people's plugins add to a site
    builder      pages to files, under Pelican
    preview      serve, rebuild on save
    publisher    a built site to a live release
    mailing      an edition to an e-mail
    status       where things stand: published, scheduled, drafts, releases
    console      what commands say, and how they end
    answer       what is said at once of a build that finds nothing changed
    building     the command `build`: builds a project's site, and says what came of it
    catalogues   the interface's texts in other languages, kept in step with templates and code
    commands     the command line of ./desk: invoke, with the desk's exit codes
    program      the way in: straight to a plain build, first to its answer, else to commands

Features (stories, timelines, commentary, editions, syndication) do not import one another. Only modules named
plugin.py and the builder's reader and writer import Pelican. tests/test_architecture.py holds both rules.
"""

__version__ = "0.1.0"
