/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"
#include "nqp-text.h"

G_BEGIN_DECLS

#define NQP_NAMES_MAX_PROPOSALS 3

/**
 * NqpNameStep:
 *
 * How a name was found, from certain to doubtful. Those from NQP_NAME_PART on are proposed only: a person decides.
 */
typedef enum
{
  NQP_NAME_UNKNOWN,
  NQP_NAME_CODE,     /* the same code */
  NQP_NAME_SAME,     /* the same name, in either language */
  NQP_NAME_FOLDED,   /* the same but for spaces, width, case, punctuation, accents */
  NQP_NAME_OTHER,    /* another common name of the same place */
  NQP_NAME_STEM,     /* the same but for what it is: "省", "Province", "Republic of" */
  NQP_NAME_LETTERS,  /* the same letters, written apart: "Bei Jing" */
  NQP_NAME_PART,     /* one name holds the other, or a stem that several share */
  NQP_NAME_INITIALS, /* the first letters of its syllables */
  NQP_NAME_SPELLING, /* a few letters differ */
} NqpNameStep;

/* What was found of one name. */
typedef struct
{
  NqpNameStep step;
  int place;       /* position in the order they were added; -1 = none that is certain */
  int n_proposals; /* without a place */
  int proposals[NQP_NAMES_MAX_PROPOSALS];
} NqpNameMatch;

/**
 * NqpNames:
 *
 * Regions that are known, to be found by any name that people give them. Places are numbered in the order they were added.
 */
typedef struct _NqpNames NqpNames;

NqpNames *nqp_names_new (void);
void nqp_names_free (NqpNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpNames, nqp_names_free)

/* Any of these may be NULL. */
int nqp_names_add (NqpNames *self, const char *code, const NqpText *name, const char *initials);
void nqp_names_add_label (NqpNames *self, int place, const char *label); /* one more name of it */
void nqp_names_add_panel (NqpNames *self, const NqpPanel *panel);        /* its places, in their order */
int nqp_names_size (const NqpNames *self);
const char *nqp_names_code (const NqpNames *self, int place);
char *nqp_names_show (const NqpNames *self, int place); /* "北京 (110000)": for messages */

NqpNameMatch nqp_names_match (const NqpNames *self, const char *name, gboolean propose);
char *nqp_names_proposals (const NqpNames *self, const NqpNameMatch *match); /* "北京 (110000), 天津 (120000)" */
const char *nqp_name_step_to_string (NqpNameStep step);                      /* for people, translated */

/* ---- nqp-names-fold.c ---- */
char *nqp_names_spaces (const char *name);                       /* none around it, none between Han characters */
char *nqp_names_fold (const char *name);
char *nqp_names_stem (const char *folded, const char **out_kind); /* kind: what was taken off, NULL = nothing */
char *nqp_names_letters (const char *folded);                    /* NULL if it is not in Latin letters */

G_END_DECLS
