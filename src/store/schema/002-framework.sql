-- SPDX-License-Identifier: GPL-3.0-or-later
-- The theory as a concept model, its lessons, and scenarios. All three may be empty: then the program's own model holds.

CREATE TABLE framework (      -- parents before children in the order of ordinals
  id TEXT NOT NULL PRIMARY KEY,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('concept', 'relation', 'contrast', 'path', 'measure', 'link')),
  parent TEXT,                -- id of an entry
  name_en TEXT,
  name_zh TEXT,
  section TEXT,
  text_en TEXT,
  text_zh TEXT,
  before_en TEXT,
  before_zh TEXT,
  note_en TEXT,
  note_zh TEXT,
  from_id TEXT,               -- id of an entry, or of an indicator or component
  to_id TEXT,
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_step (
  lesson TEXT NOT NULL,
  position INTEGER NOT NULL,  -- in the lesson, from 0
  lesson_ordinal INTEGER NOT NULL,
  lesson_en TEXT,             -- name of the lesson, the same in each of its steps
  lesson_zh TEXT,
  name_en TEXT,
  name_zh TEXT,
  text_en TEXT,
  text_zh TEXT,
  question_en TEXT,
  question_zh TEXT,
  discussion_en TEXT,
  discussion_zh TEXT,
  highlight TEXT NOT NULL,    -- ids of entries with a space between
  view TEXT NOT NULL,         -- key=value with a space between
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
  PRIMARY KEY (lesson, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE scenario (       -- what if a place had other values in a year
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  place_id INTEGER NOT NULL REFERENCES place (id),
  year INTEGER NOT NULL REFERENCES year (year),
  note TEXT
) STRICT;

CREATE TABLE scenario_value ( -- only of the indicators that are touched
  scenario_id INTEGER NOT NULL REFERENCES scenario (id),
  indicator_id INTEGER NOT NULL REFERENCES indicator (id),
  value REAL NOT NULL,
  PRIMARY KEY (scenario_id, indicator_id)
) STRICT, WITHOUT ROWID;
