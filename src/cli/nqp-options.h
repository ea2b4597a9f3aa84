/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cli.h"
#include "nqp-project.h"
#include "nqp-scores.h"
#include "nqp-view.h"

G_BEGIN_DECLS

extern const NqpOption nqp_method_options[]; /* --missing, --outliers, ... */
extern const NqpOption nqp_format_options[]; /* --format */

/**
 * NqpInput:
 *
 * What most commands begin with: a project opened for reading, its panel, and the method and weights in force.
 * Zero it, nqp_input_open(), nqp_input_clear().
 */
typedef struct
{
  NqpProject *project;
  NqpPanel *panel;
  NqpTree *tree; /* names, switches and, with a custom scheme, the weights */
  NqpMethod method;
} NqpInput;

/* A path or sample:ID, without reading what it holds. */
NqpProject *
nqp_input_open_project (const char *word, NqpOpenMode mode, GError **error);
gboolean
nqp_input_is_sample (const char *word, GError **error); /* and then @error says that it cannot be changed */
gboolean
nqp_input_open (NqpInput *self, const char *word, GError **error); /* a path or sample:ID */
gboolean
nqp_input_apply (NqpInput *self, const NqpArgs *args,
                 GError **error); /* the method options over the stored method */
gboolean
nqp_input_apply_weights (NqpInput *self, const char *value, GError **error); /* a scheme or a CSV file */
NqpScores *
nqp_input_run (const NqpInput *self, GError **error);
NqpFramework *
nqp_input_framework (const NqpInput *self, GError **error); /* the project's model, else the program's */
void
nqp_input_clear (NqpInput *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpInput, nqp_input_clear)

/* --year: the position, @none when not given */
gboolean
nqp_options_year (const NqpArgs *args, const NqpPanel *panel, int none, int *out_year, GError **error);
gboolean
nqp_options_year_named (const NqpArgs *args, const char *name, const NqpPanel *panel, int none, int *out_year, GError **error);
/* --region: positions in the order given */
GArray *
nqp_options_regions (const NqpArgs *args, const NqpPanel *panel, GError **error);
/* --region: the first in focus, the others compared with it; @view stays as it is when not given */
gboolean
nqp_options_view_regions (const NqpArgs *args, const NqpPanel *panel, NqpView *view, GError **error);
/* --measure: the node, @none when not given */
gboolean
nqp_options_measure (const NqpArgs *args, const NqpTree *tree, int none, int *out_node, GError **error);
/* --lang, else @none */
gboolean
nqp_options_lang (const NqpArgs *args, NqpLang none, NqpLang *out_lang, GError **error);

G_END_DECLS
