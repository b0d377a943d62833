"""The words by which furniture of a page is known: share buttons, prompts, bylines, sections, months.

Data only. Everything is compared in `key` form: case-folded, without marks around it. Common words of web pages in
English, German, Spanish, French and, for bylines and months, a few more; none are taken from any publication.
"""

from __future__ import annotations

import re

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_GAPS = re.compile(r"\W+")


def key(text: str) -> str:
    """The text as it is compared: case-folded, words apart by one blank, no marks."""
    return _GAPS.sub(" ", _EDGES.sub("", text.casefold())).strip()


# A line that is nothing but this is furniture, wherever it stands.
FURNITURE = frozenset(
    """
    share|share this|share this article|share article|share full article|share on facebook|share on twitter|share on x
    |share via email|tweet|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|email|e mail|mail|print
    |print this page|print article|copy link|link copied|copied|save|save article|save for later|bookmark|comment
    |comments|add a comment|leave a comment|view comments|show comments|post a comment|advertisement|advertising
    |advertorial|ad|ads|sponsored|sponsored content|promoted|promoted content|skip advertisement|supported by
    |story continues below advertisement|article continues below advertisement|article continues after advertisement
    |continue reading the main story|skip to content|skip to main content|skip to site index|skip navigation
    |skip to navigation|read more|read also|see also|related|related articles|related stories|related content
    |related topics|related news|more on this story|more on this topic|more from this section|more stories|most read
    |most popular|most viewed|trending|trending now|recommended|recommended for you|recommended stories
    |you may also like|you might also like|up next|next article|previous article|next story|more like this
    |listen|listen to this article|listen to article|watch|watch now|watch live|play|pause|play video|video|photo
    |photos|gallery|open image in gallery|view gallery|subscribe|subscribe now|subscribe today|sign in|sign up|log in
    |login|register|sign up for our newsletter|sign up for our newsletters|newsletter|newsletters|get the newsletter
    |subscribe to our newsletter|follow us|follow|menu|search|close|back to top|home|homepage|contact us|contact
    |about us|privacy policy|terms of use|terms of service|cookie policy|cookie settings|all rights reserved|report
    |report a typo|report an error|download app|download our app|more|load more|show more|show less|view more
    |teilen|artikel teilen|auf facebook teilen|twittern|merken|artikel merken|drucken|artikel drucken|seite drucken
    |kommentare|kommentar|kommentieren|kommentare anzeigen|kommentar schreiben|anzeige|werbung|mehr zum thema
    |zum thema|lesen sie auch|lesen sie mehr|auch interessant|das könnte sie auch interessieren|meistgelesen
    |mehr|mehr anzeigen|mehr laden|weiterlesen|mehr lesen|newsletter abonnieren|newsletter bestellen|abonnieren
    |jetzt abonnieren|anmelden|registrieren|startseite|suche|menü|zurück|nach oben|vorlesen|artikel anhören|anhören
    |impressum|datenschutz|datenschutzerklärung|agb|link kopieren|schließen|bild vergrößern|fehler melden
    |compartir|comparte|comentar|comentarios|publicidad|más información|mas información|leer más|lee también
    |lea también|relacionado|relacionados|te puede interesar|lo más leído|más noticias|imprimir|guardar|enviar
    |copiar enlace|suscríbete|suscribirse|suscríbete a nuestra newsletter|suscríbete a nuestro boletín|boletín
    |iniciar sesión|escuchar|inicio|buscar|menú|cerrar|ver más|ver comentarios|temas relacionados
    |partager|partager l article|commenter|commentaires|publicité|lire aussi|lire plus|lire la suite|à lire aussi
    |sur le même sujet|voir aussi|imprimer|enregistrer|copier le lien|abonnez vous|s abonner|se connecter
    |s inscrire|abonnez vous à notre newsletter|écouter l article|écouter|accueil|rechercher|fermer|voir plus
    |condividi|commenti|pubblicità|leggi anche|stampa|salva|abbonati|accedi|iscriviti alla newsletter|vedi anche
    |compartilhar|comentários|publicidade|leia também|leia mais|imprimir|salvar|assine|veja também
    |delen|reacties|advertentie|lees ook|lees meer|afdrukken|opslaan|abonneren|inloggen|reageer
    |поделиться|комментарии|реклама|читайте также|смотрите также|распечатать|подписаться|подпишитесь|войти
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip

# A short line that opens so leads elsewhere.
LEADS = re.compile(
    r"(?:read (?:more|also|next|on)|see (?:also|more)|also read|more (?:on|from)|related|watch|recommended"
    r"|don['’]t miss"
    r"|sign up|subscribe|follow us|click here|lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)|siehe auch|auch"
    r" interessant"
    r"|lea también|lee también|leer más|más información|ver también|te puede interesar|suscríbete"
    r"|lire (?:aussi|la suite)|à lire|voir aussi|abonnez[- ]vous|leggi anche|leia (?:também|mais)|lees ook"
    r"|читайте также|смотрите также)\b\s*(?P<mark>[:›»>→|–—-])?",
    re.IGNORECASE,
)
WRAPS = re.compile(
    r"(?:news wrap|business brief|live|video|photos|watch|podcast|in pictures|breaking)\s*[:|]", re.IGNORECASE
)
COUNTED = re.compile(
    r"\d[\d.,]*\s*[km]?\s*(?:comments?|shares?|likes?|views?|kommentare?|reaktionen|aufrufe|comentarios?|commentaires?"
    r"|commenti|comentários|reacties|min(?:ute)?s? read|min(?:uten)? lesezeit|min(?:utos)? de lectura)\Z",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)|\ball rights reserved\b|alle rechte vorbehalten|todos los derechos"
                       r"|tous droits réservés", re.IGNORECASE)  # fmt: skip
COPYRIGHT_NAME = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
                            r"(?P<name>[^.|©]{2,60}?)\s*(?:[.|,]|$)", re.IGNORECASE)  # fmt: skip
CRUMB = re.compile(r"\s*[>›»]\s*")
HOME = frozenset(["home", "homepage", "start", "startseite", "inicio", "accueil", "главная", "news"])

BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|story|article|text|words|report|analysis)\s+)?"
    r"(?:by|from|von|vom|por|par|di|da|door|text|autor(?:in)?|author|автор|текст)\b\s*:?\s+",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|[Dd]oor|Автор:?|Author:?|Autor(?:in)?:?|Text:?)\s+(?=[^\W\d_])"
)
AND = re.compile(
    r"\s*(?:,|;|&|\||/|\band\b|\bund\b|\bog\b|\boch\b|\by\b|\bet\b|\be\b|\ben\b|\bи\b|\bsowie\b|\bwith\b)\s*"
)

# Parts of a paper; a line that is nothing else names the section.
SECTIONS = frozenset(
    """
    news|world|world news|international|europe|asia|africa|americas|middle east|uk|us|u s|usa|national|local|politics
    |business|economy|finance|markets|money|technology|tech|science|health|environment|climate|culture|arts|books
    |sport|sports|opinion|editorial|comment|analysis|features|lifestyle|life|travel|education|entertainment|society
    |media|energy|security|defence|defense|war|crime|law|investigations|football|top stories|latest
    |politik|ausland|inland|wirtschaft|panorama|kultur|wissen|wissenschaft|gesellschaft|sport|meinung|finanzen|digital
    |netzwelt|gesundheit|reise|leben|regional|lokales|nachrichten|welt|deutschland|europa|technik|medien|feuilleton
    |mundo|internacional|españa|economía|política|cultura|deportes|sociedad|ciencia|tecnología|opinión|salud|sucesos
    |monde|france|politique|économie|culture|sciences|société|sports|santé|planète|idées|international
    |mondo|cronaca|economia|politica|esteri|cultura|mundo|brasil|economia|esportes|buitenland|binnenland|economie
    |политика|экономика|общество|мир|новости|культура|спорт|мнения|в мире
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip

_MONTH_NAMES = (
    "january jan januar jänner enero janvier janv gennaio gen janeiro januari января ene январь stycznia січня",
    "february feb februar feber febrero février févr fév febbraio fevereiro februari февраля февраль lutego лютого",
    "march mar märz mär maerz marzo mars março maart mrt марта mrz март marca березня",
    "april apr abril avril avr aprile апреля abr апрель kwietnia квітня",
    "may mai mayo maggio mag maio mei мая май maja травня",
    "june jun juni junio juin giugno giu junho июня июнь czerwca червня",
    "july jul juli julio juillet juil luglio lug julho июля июль lipca липня",
    "august aug agosto août aout ago augustus августа август sierpnia серпня",
    "september sep sept septiembre septembre settembre set setembro сентября сентябрь września вересня",
    "october oct oktober okt octubre octobre ottobre ott outubro октября out октябрь października жовтня",
    "november nov noviembre novembre novembro ноября ноябрь listopada листопада",
    "december dec dezember dez diciembre décembre déc decembre dicembre dic dezembro декабря декабрь grudnia грудня",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|created|on|at|first|stand|vom|am|um|uhr|veröffentlicht|aktualisiert"
    r"|erstellt|datum|publicado|actualizado|publié|mis|à|jour|le|el|de|del|pubblicato|date|gmt|utc|est|edt|et|bst|cet"
    r"|cest|ist|pst|pdt|am|pm|h|hrs|hours|a\.m\.|p\.m\.|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon"
    r"|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so|lunes"
    r"|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|the|of|th|st|nd"
    r"|rd|пн|вт|ср|чт|пт|сб|вс|года|г|в|опубликовано)\b",
    re.IGNORECASE,
)
AGENCIES = frozenset(
    """reuters|ap|associated press|the associated press|afp|agence france presse|dpa|tass|interfax|bloomberg|upi|epa|efe
    |ansa|apa|sda|ria novosti|pa|pa media|press association|xinhua|staff|staff reporter|staff writer|staff reporters
    |newsroom|redaktion|redacción|rédaction|redazione|editor|editors|the editors|web desk|news desk|online|admin
    |agencies|agenturen|correspondent|our correspondent""".replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
