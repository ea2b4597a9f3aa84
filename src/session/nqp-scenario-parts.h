/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* Scenarios in words and numbers. */

/* "Anhui 2023: R&D push"; owned by the caller. */
char *
nqp_scenario_label (const NqpScenario *scenario, const NqpPanel *panel, NqpLang lang);
/* What a scenario makes of @scores: those themselves if it changes nothing; owned by the caller. */
NqpScores *
nqp_scenario_scores (const NqpScenario *scenario, const NqpScores *scores, GError **error);
/* (transfer full): one of @from with the positions of @to, by codes; NULL if its place or year is not there. */
NqpScenario *
nqp_scenario_move (const NqpScenario *scenario, const NqpPanel *from, const NqpPanel *to);
/* The values assumed now for the focus region in the year shown, under the name of the chosen scenario or @name; NULL without
 * a region; owned by the caller. */
NqpScenario *
nqp_scenario_of_session (NqpSession *session, const char *name);
/* "28.5 → 33.1 points, rank 12 → 8 of 31" at the index; owned by the caller. @places: gained. */
char *
nqp_scenario_outcome (const NqpScores *before, const NqpScores *after, int year, int region, int *places);
/* One row an indicator that takes part: region, year, scenario, indicator, name, unit, current, assumed, points_current,
 * points_assumed; the points add up to the score of the index. Owned by the caller. */
NqpTable *
nqp_scenario_table (const NqpScenario *scenario, const NqpScores *before, const NqpScores *after, NqpLang lang);

G_END_DECLS
