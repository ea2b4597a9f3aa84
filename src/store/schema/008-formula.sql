-- SPDX-License-Identifier: GPL-3.0-or-later
-- How an indicator is made of series where factor x numerator / denominator is not enough. Its row of indicator has the factor 0,
-- which no other has, so that one whose formula is lost is never taken for the series it begins with.

CREATE TABLE formula (
  indicator_id INTEGER NOT NULL PRIMARY KEY REFERENCES indicator (id),
  expression TEXT NOT NULL   -- "100 * A / (A + B)": codes of series, functions; see docs/format.md
) STRICT;

DROP VIEW v_indicators;
CREATE VIEW v_indicators AS
SELECT i.code AS indicator, i.name_en, i.name_zh, i.unit_en, i.unit_zh, i.pillar, i.component, i.direction, i.role,
       n.code AS numerator, CASE i.per_area WHEN 1 THEN 'AREA' ELSE d.code END AS denominator, i.factor, f.expression AS formula,
       g.lower, g.upper, i.source, i.note
FROM indicator AS i
JOIN series AS n ON n.id = i.numerator_id
LEFT JOIN series AS d ON d.id = i.denominator_id
LEFT JOIN formula AS f ON f.indicator_id = i.id
LEFT JOIN goalpost AS g ON g.indicator_id = i.id
ORDER BY i.id;

DROP VIEW v_scores_input;
CREATE VIEW v_scores_input AS -- what scores begin with, but for indicators with a formula: factor x numerator / denominator of what
                              -- is neither missing nor suspect
SELECT region, year, indicator, value
FROM (SELECT p.code AS region, n.year AS year, i.code AS indicator,
             i.factor * n.value / CASE WHEN i.per_area = 1 THEN p.area_km2
                                       WHEN i.denominator_id IS NULL THEN 1.0 ELSE d.value END AS value
      FROM indicator AS i
      JOIN value AS n ON n.series_id = i.numerator_id
      JOIN place AS p ON p.id = n.place_id
      LEFT JOIN flag AS fn ON fn.series_id = n.series_id AND fn.year = n.year AND fn.place_id = n.place_id
      LEFT JOIN value AS d ON d.series_id = i.denominator_id AND d.year = n.year AND d.place_id = n.place_id
      LEFT JOIN flag AS fd ON fd.series_id = d.series_id AND fd.year = d.year AND fd.place_id = d.place_id
      WHERE p.has_data = 1 AND i.factor <> 0
        AND (n.edited = 1 OR fn.accepted IS NULL OR fn.accepted = 1)
        AND (i.per_area = 1 OR d.edited IS NULL OR d.edited = 1 OR fd.accepted IS NULL OR fd.accepted = 1))
WHERE abs(value) <= 1e60;
