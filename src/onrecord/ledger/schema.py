"""The ledger's tables. ``MIGRATIONS[n]`` takes a ledger from version n to n + 1; a released one is never edited."""

from __future__ import annotations

# Written into every ledger's header, so that another program's database is never taken for one: "onrc" in ASCII.
APPLICATION_ID = 0x6F6E7263

# Comments stand inside the statements because SQLite keeps those: `.schema` and Datasette then show them to the reader.
_FIRST = """
CREATE TABLE documents (  -- one row a text that was read; entries of one text are told apart by (document, id)
    id TEXT PRIMARY KEY,
    title TEXT,
    outlet TEXT,  -- who published it
    author TEXT,
    published TEXT,  -- ISO 8601
    language TEXT,
    url TEXT,
    made_by TEXT NOT NULL,  -- how the text was taken out of its file
    text_sha256 TEXT NOT NULL,  -- of the text in UTF-8: equal texts have equal ones
    words INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    events INTEGER NOT NULL,
    actors INTEGER NOT NULL,
    failures TEXT NOT NULL,  -- JSON list: what was skipped or could not be read, in words
    read_at TEXT NOT NULL  -- when it was last read, ISO 8601, UTC
);
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_outlet ON documents (outlet);

CREATE TABLE records (  -- the whole record of each document, with its text, in the published record format
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    json TEXT NOT NULL
);

CREATE TABLE actors (  -- a party, as resolved within one document
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,  -- country | person | organization | group | unnamed
    country TEXT,  -- ISO 3166-1 alpha-3
    sector TEXT,  -- PLOVER sector code
    role TEXT,
    wikidata TEXT,
    mentions INTEGER NOT NULL,  -- how often the text mentions it
    names TEXT NOT NULL,  -- JSON list: the different words that do
    reason TEXT NOT NULL,  -- why it was resolved so, or why not
    PRIMARY KEY (document, id)
);
CREATE INDEX actors_name ON actors (name);
CREATE INDEX actors_country ON actors (country);
CREATE INDEX actors_wikidata ON actors (wikidata) WHERE wikidata IS NOT NULL;

CREATE TABLE actor_names (  -- what an actor may be looked up by: folded to lower case, no accents, no article
    document TEXT NOT NULL,
    actor TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (folded, document, actor),
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX actor_names_actor ON actor_names (document, actor);

CREATE TABLE places (  -- a toponym and what it points at; lat and lon are null when unresolved, never 0,0
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    latitude REAL,  -- degrees, WGS 84
    longitude REAL,
    geonames INTEGER,
    country TEXT,
    feature TEXT,  -- GeoNames feature code
    reason TEXT NOT NULL,
    PRIMARY KEY (document, id)
);
CREATE INDEX places_name ON places (name);

CREATE TABLE times (  -- a time expression
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    type TEXT NOT NULL,  -- DATE | TIME | DURATION | SET
    value TEXT,  -- TIMEX3 value
    edtf TEXT,  -- the same in EDTF (ISO 8601-2)
    basis TEXT NOT NULL,  -- stated | relative | publication
    reason TEXT NOT NULL,
    PRIMARY KEY (document, id)
);

CREATE TABLE statements (  -- who said what
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,  -- where the content begins, in code points
    speaker TEXT,  -- as written
    speaker_actor TEXT,
    cue TEXT,  -- the words that attribute
    content TEXT NOT NULL,
    form TEXT NOT NULL,  -- direct | indirect | mixed
    stance TEXT NOT NULL,
    within TEXT,  -- the statement this one is told inside of
    addressee_actor TEXT,
    time TEXT,
    place TEXT,
    dated TEXT,  -- the date to sort by
    dated_by TEXT,  -- stated | relative: the text's own date; publication: the document's
    score REAL NOT NULL,  -- the component's own belief, never the text's certainty
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, within) REFERENCES statements (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, speaker_actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, addressee_actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, time) REFERENCES times (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, place) REFERENCES places (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX statements_speaker ON statements (document, speaker_actor);
CREATE INDEX statements_stance ON statements (stance);
CREATE INDEX statements_dated ON statements (dated);

CREATE TABLE events (  -- a deed as told once in one document, coded to PLOVER
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "trigger" TEXT NOT NULL,  -- the words that name the deed
    type TEXT NOT NULL,  -- PLOVER event type
    mode TEXT,
    contexts TEXT NOT NULL,  -- JSON list
    quad TEXT NOT NULL,  -- verbal or material, cooperation or conflict
    cameo TEXT,  -- nearest CAMEO code
    place TEXT,
    time TEXT,
    dated TEXT,  -- the date to sort by
    dated_by TEXT,  -- stated | relative: the text's own date; publication: the document's
    modality TEXT NOT NULL,  -- actual | planned | conditional | hypothetical | generic
    holder TEXT NOT NULL,  -- kind of the innermost voice: author | outlet | speaker | unnamed | document
    certainty TEXT NOT NULL,  -- the innermost voice's own: CT certain | PR probable | PS possible | U uncommitted
    polarity TEXT NOT NULL,  -- + affirms | - denies | u neither
    background INTEGER NOT NULL,  -- 1: told as the story's past
    unverified TEXT,  -- the words that say it could not be verified
    score REAL NOT NULL,  -- the component's own belief, never the text's certainty
    PRIMARY KEY (document, id),
    FOREIGN KEY (document, time) REFERENCES times (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, place) REFERENCES places (document, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX events_type ON events (type);
CREATE INDEX events_dated ON events (dated);

CREATE TABLE event_parties (  -- who did it (part: actor) and to whom (part: recipient)
    document TEXT NOT NULL,
    event TEXT NOT NULL,
    part TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (document, event, part, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE INDEX event_parties_actor ON event_parties (document, actor);

CREATE TABLE voices (  -- on whose word a deed rests, outermost (position 0) first
    document TEXT NOT NULL,
    event TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,  -- author | outlet | speaker | unnamed | document
    name TEXT,
    statement TEXT,
    actor TEXT,
    stance TEXT,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE,
    FOREIGN KEY (document, statement) REFERENCES statements (document, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (document, actor) REFERENCES actors (document, id) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;

CREATE TABLE quantities (  -- numbers told of a deed
    document TEXT NOT NULL,
    event TEXT NOT NULL,
    position INTEGER NOT NULL,
    what TEXT NOT NULL,
    min REAL,
    max REAL,
    approx INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (document, event, position),
    FOREIGN KEY (document, event) REFERENCES events (document, id) ON DELETE CASCADE
) WITHOUT ROWID;
"""

# What is known of each holder, and the words that soften a deed or say why it was coded so.
_HOLDERS = """
ALTER TABLE statements ADD COLUMN distance TEXT;
ALTER TABLE events ADD COLUMN party TEXT;
ALTER TABLE events ADD COLUMN hedges TEXT NOT NULL DEFAULT '[]';
ALTER TABLE events ADD COLUMN distance TEXT;
ALTER TABLE events ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
ALTER TABLE voices ADD COLUMN holder_kind TEXT;
ALTER TABLE voices ADD COLUMN terms TEXT;
ALTER TABLE voices ADD COLUMN anonymity TEXT;
ALTER TABLE voices ADD COLUMN party TEXT;
CREATE INDEX events_party ON events (party);
"""

# Where a document was read from, as a digest: no path of its owner's goes into a file that may be passed on.
_ORIGINS = """
ALTER TABLE documents ADD COLUMN origin TEXT;
CREATE INDEX documents_origin ON documents (origin) WHERE origin IS NOT NULL;
"""

MIGRATIONS = (_FIRST, _HOLDERS, _ORIGINS)
VERSION = len(MIGRATIONS)

# Children before parents: the order in which a document's old entries are taken out.
ENTRY_TABLES = (
    "quantities", "voices", "event_parties", "events", "statements", "times", "places", "actor_names", "actors",
)  # fmt: skip
