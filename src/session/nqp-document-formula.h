/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document.h"

G_BEGIN_DECLS

/* What would come of a formula. */
typedef struct
{
  int n_values, n_missing; /* of all regions and years */
  NqpText unit;            /* that its series make; both NULL = not known */
  gboolean differs;        /* from the unit that the indicator has */
} NqpFormulaTrial;

void
nqp_formula_trial_clear (NqpFormulaTrial *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpFormulaTrial, nqp_formula_trial_clear)

/* @code: of an indicator, or of one to be made; FALSE with @error saying what is wrong and where */
gboolean
nqp_formula_try (const NqpPanel *panel, const char *code, const char *formula, NqpFormulaTrial *out, GError **error);
/* One step of the history. An indicator that is not there yet is made, called @name, and waits for its place. */
gboolean
nqp_document_set_formula (NqpDocument *self, const char *code, const NqpText *name, const char *formula, GError **error);

/* An indicator of the same kind without a formula: its values are typed or pasted. */
gboolean
nqp_document_check_new_code (const NqpPanel *panel, const char *code, GError **error); /* of a formula's indicator */
gboolean
nqp_document_may_add_indicator (const NqpPanel *panel, const char *code, GError **error);
gboolean
nqp_document_add_indicator (NqpDocument *self, const char *code, const NqpText *name, const NqpText *unit, GError **error);

G_END_DECLS
