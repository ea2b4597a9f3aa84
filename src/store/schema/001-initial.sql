-- SPDX-License-Identifier: GPL-3.0-or-later
-- The tables of a project. A published migration is never edited: the text of each table is compared with that of
-- the files that are opened. Changes come as the next numbered file.

CREATE TABLE project (        -- title_en, title_zh, method, app
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE year (
  year INTEGER NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE region_group (
  id INTEGER NOT NULL PRIMARY KEY,
  name_en TEXT,
  name_zh TEXT
) STRICT;

CREATE TABLE place (          -- in the order of ids, those with data first
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  group_id INTEGER REFERENCES region_group (id),
  initials TEXT,
  longitude REAL,
  latitude REAL,
  area_km2 REAL,
  tile_col INTEGER,
  tile_row INTEGER,
  has_data INTEGER NOT NULL CHECK (has_data IN (0, 1))
) STRICT;

CREATE TABLE neighbour (
  id INTEGER NOT NULL PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES place (id),
  b INTEGER NOT NULL REFERENCES place (id),
  kind TEXT
) STRICT;

CREATE TABLE series (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  unit_en TEXT,
  unit_zh TEXT,
  source TEXT,
  note TEXT
) STRICT;

CREATE TABLE value (          -- only cells that have a value, and those that lost theirs by an edit
  series_id INTEGER NOT NULL REFERENCES series (id),
  year INTEGER NOT NULL REFERENCES year (year),
  place_id INTEGER NOT NULL REFERENCES place (id),
  value REAL,
  edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1)),
  original REAL,              -- of an edited cell: as imported, NULL = missing
  PRIMARY KEY (series_id, year, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE flag (
  id INTEGER NOT NULL PRIMARY KEY,
  series_id INTEGER NOT NULL REFERENCES series (id),
  year INTEGER NOT NULL REFERENCES year (year),
  place_id INTEGER NOT NULL REFERENCES place (id),
  flag TEXT NOT NULL CHECK (flag = 'suspect'),
  note TEXT,
  accepted INTEGER NOT NULL DEFAULT 0 CHECK (accepted IN (0, 1)),
  UNIQUE (series_id, year, place_id)
) STRICT;

CREATE TABLE indicator (      -- factor x numerator / denominator
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_en TEXT,
  name_zh TEXT,
  unit_en TEXT,
  unit_zh TEXT,
  pillar TEXT,
  component TEXT,
  direction INTEGER NOT NULL CHECK (direction IN (-1, 1)),
  role TEXT NOT NULL,
  numerator_id INTEGER NOT NULL REFERENCES series (id),
  denominator_id INTEGER REFERENCES series (id),
  per_area INTEGER NOT NULL DEFAULT 0 CHECK (per_area IN (0, 1)),
  factor REAL NOT NULL,
  source TEXT,
  note TEXT
) STRICT;

CREATE TABLE node (           -- of the index tree, parents before children; a leaf has the name of its indicator
  id INTEGER NOT NULL PRIMARY KEY,
  parent_id INTEGER REFERENCES node (id),
  code TEXT NOT NULL UNIQUE,
  level TEXT NOT NULL,
  name_en TEXT,
  name_zh TEXT,
  indicator_id INTEGER UNIQUE REFERENCES indicator (id),
  weight REAL NOT NULL,       -- share of the parent
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1))
) STRICT;

CREATE TABLE boundary (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,         -- of a place, or '' for lines without one
  kind TEXT NOT NULL CHECK (kind IN ('region', 'inset', 'line')),
  name_en TEXT,
  name_zh TEXT,
  wkb BLOB NOT NULL           -- OGC 06-103r4, WGS 84
) STRICT;

CREATE TABLE state (          -- what the window remembers; not undoable
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (        -- one row an action, oldest first; the undone ones are the last
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  time INTEGER NOT NULL,      -- seconds since 1970-01-01 UTC
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  changeset BLOB NOT NULL     -- of SQLite's session extension
) STRICT;
