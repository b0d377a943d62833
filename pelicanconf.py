"""Every setting of this site. `./desk check` says what is wrong with one; docs/settings.md explains ours."""

import os

# --- The site -------------------------------------------------------------------------------------------------------
SITENAME = "The Newsdesk Digest"
SITEURL = os.environ.get("NEWSDESK_URL") or "https://digest.example"  # absolute, without a slash at the end
TIMEZONE = "Europe/Warsaw"
DEFAULT_LANG = "en"

NEWSDESK_TAGLINE = "What happened, who said what, and how we got here"
NEWSDESK_DESCRIPTION = "A curated digest of the news: stories with their sources, expert commentary, and timelines."
NEWSDESK_CONTACT = "corrections@digest.example"
NEWSDESK_NAV = [
    ("/editions/", "Editions"),
    ("/topics/", "Topics"),
    ("/experts/", "Experts"),
    ("/archive/", "Archive"),
    ("/about/", "About"),
]
NEWSDESK_FOOTER = [
    ("/authors/", "Authors"),
    ("/sources/", "Sources"),
    ("/corrections/", "Corrections policy"),
    ("/corrections/list/", "Corrections"),
]

NEWSDESK_SEARCH = True  # needs the extra `search`; without it the site has no search box
NEWSDESK_SHARE_IMAGES = True  # a picture for links to each story, topic and edition

# --- Publishing -----------------------------------------------------------------------------------------------------
NEWSDESK_TARGET = "site"  # releases/<id>/ and the link `current` lie in here
NEWSDESK_KEEP_RELEASES = 5
NEWSDESK_CLOCK = os.environ.get("NEWSDESK_CLOCK")  # the time that counts as now; nothing: the machine's clock

# --- Folders --------------------------------------------------------------------------------------------------------
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = [
    "newsdesk.builder.plugin",
    "newsdesk.stories.plugin",
    "newsdesk.timelines.plugin",
    "newsdesk.commentary.plugin",
    "newsdesk.editions.plugin",
    "newsdesk.syndication.plugin",
]

# --- Pelican, told to leave to Newsdesk what Newsdesk does ----------------------------------------------------------
# Stories are Pelican's articles; every list, feed and index is made by the plugins above.
ARTICLE_PATHS = ["articles"]
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
ARTICLE_LANG_URL = ARTICLE_URL
ARTICLE_LANG_SAVE_AS = ARTICLE_SAVE_AS
ARTICLE_TRANSLATION_ID = "slug"
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
THEME_TEMPLATES_OVERRIDES = []
DIRECT_TEMPLATES = []
READERS = {"html": None, "rst": None}
FORMATTED_FIELDS = []
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
FEED_ALL_ATOM = FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = TRANSLATION_FEED_RSS = None
TAG_FEED_ATOM = TAG_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
WITH_FUTURE_DATES = True  # what is due is decided by Newsdesk's clock, which can be set
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
