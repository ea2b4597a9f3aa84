/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_BASIS_NONE,    /* nothing speaks for either direction */
  NQP_BASIS_INDEX,   /* how it moves together with the index */
  NQP_BASIS_OTHERS,  /* nothing has a place yet: with the first principal component of what waits */
} NqpBasis;

/**
 * NqpProposal:
 *
 * What an indicator that waits might become, and why. Only a proposal: nothing follows from it until somebody takes it.
 */
typedef struct
{
  int indicator;      /* position among the panel's */
  int direction;      /* +1, -1; 0 = none */
  NqpBasis basis;
  double correlation; /* that the direction follows from; NaN = none */
  char *pillar;       /* NULL = no place */
  char *component;    /* below the pillar */
  NqpText place;      /* name of the component */
  char *word;         /* of its name, that the place follows from */
  NqpText meaning;    /* what has that word: the name of an entry of the framework or of a known indicator */
} NqpProposal;

void nqp_proposal_free (NqpProposal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpProposal, nqp_proposal_free)

/* (element-type NqpProposal): one for each indicator that waits, in the panel's order; owned by the caller. */
GPtrArray *nqp_propose (const NqpScores *scores, const NqpFramework *framework);
/* Why, in a sentence; owned by the caller. */
char *nqp_proposal_explain (const NqpProposal *self, NqpLang lang);

/* Ids of the concepts and measures that the framework has for what stands in a component and has no link yet, best first;
 * empty if something is linked already. Owned by the caller. */
GPtrArray *nqp_propose_links (const NqpFramework *framework, const NqpPanel *panel, const char *pillar, const char *component);

G_END_DECLS
