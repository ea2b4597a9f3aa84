-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a method needs beside its line and the weights in force: goalposts, pairwise judgements, named schemes; and
-- results that took long to make.

CREATE TABLE goalpost (       -- ends of the scale of an indicator, in its unit
  indicator_id INTEGER NOT NULL PRIMARY KEY REFERENCES indicator (id),
  lower REAL,                 -- NULL: the lowest value there is
  upper REAL                  -- NULL: the highest
) STRICT;

CREATE TABLE judgement (      -- a counts so many times as much as b, for their parent; one row a pair
  parent TEXT NOT NULL,       -- codes of nodes
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  value REAL NOT NULL CHECK (value > 0),
  PRIMARY KEY (parent, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE scheme (         -- a set of weights with a name
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  method TEXT NOT NULL        -- the line of the method the weights were made with
) STRICT;

CREATE TABLE scheme_weight (
  scheme_id INTEGER NOT NULL REFERENCES scheme (id),
  node TEXT NOT NULL,         -- code of a node
  weight REAL NOT NULL,       -- share of the parent
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  PRIMARY KEY (scheme_id, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (         -- not undoable; made again where it no longer follows from the project
  name TEXT NOT NULL PRIMARY KEY,
  asked TEXT NOT NULL,        -- what was asked for
  made_of TEXT NOT NULL,      -- a digest of the data, weights and method it follows from
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
