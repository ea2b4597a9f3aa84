-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a user has accepted of the questions that nqp check asks about the figures.

CREATE TABLE accepted_finding (
  id INTEGER NOT NULL PRIMARY KEY,
  finding TEXT NOT NULL UNIQUE,  -- kind and where, as nqp check has them: "jump:GDP/2019/110000"
  value REAL,                    -- the figure that was accepted; a later one asks again. NULL: of no one figure
  note TEXT
) STRICT;
