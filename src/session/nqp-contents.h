/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

/**
 * NqpContents:
 *
 * What a project holds, as of one moment, and the scores that follow: values that are shared and do not change. NULL: not read.
 */
typedef struct
{
  NqpPanel *panel;
  NqpTree *tree;    /* as stored; once there are scores, with the weights in force */
  NqpMethod method; /* in force: what the scores were made with */
  NqpScores *scores;
  GError *trouble;      /* why the file's own method gives no scores: then a plain one is in force, in memory; or NULL */
  NqpMethod own;        /* the file's; where that cannot be read a plain one with the weights as stored */
  gboolean unreadable;  /* the file's method cannot be read */
  GError *no_score;     /* why there are no scores yet, though no fault of the method: then all are missing; or NULL */
  NqpFramework *framework; /* the project's, or the one the program comes with */
  GPtrArray *scenarios;    /* (element-type NqpScenario), by id */
  GPtrArray *schemes;      /* (element-type NqpSavedScheme), by id */
} NqpContents;

void
nqp_contents_copy (const NqpContents *self, NqpContents *out_copy);
void
nqp_contents_clear (NqpContents *self);
/* Exchanges @parts for what the file holds now; all or nothing. */
gboolean
nqp_contents_read (NqpContents *self, NqpProject *project, NqpProjectParts parts, GError **error);
/* Exchanges the scores for those of panel, tree and method; the tree becomes theirs. What has no score yet computes, too. */
gboolean
nqp_contents_compute (NqpContents *self, NqpPipeline *pipeline, GError **error);
gboolean
nqp_contents_compute_work (NqpContents *self, NqpPipeline *pipeline, const NqpWork *work, GError **error);
/* Takes @scores, and @no_score. */
void
nqp_contents_take_scores (NqpContents *self, NqpScores *scores, GError *no_score);
/* The same with the method of the file, or if that does not compute with the plain one that is nearest to it. */
gboolean
nqp_contents_compute_anyhow (NqpContents *self, NqpPipeline *pipeline, GError **error);
/* The method and weights that are in force become those of the project. */
void
nqp_contents_own_method (NqpContents *self);

/* Of the treated values of an indicator in all regions and years, in its unit; NaN if there is none. */
void
nqp_contents_get_extremes (const NqpContents *self, int indicator, double *out_lowest, double *out_highest);
NqpScenario *
nqp_contents_find_scenario (const NqpContents *self, gint64 id); /* borrowed; NULL = gone */
NqpSavedScheme *
nqp_contents_find_scheme (const NqpContents *self, gint64 id);

G_END_DECLS
