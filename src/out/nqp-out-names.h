/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpOutNames:
 *
 * Names as other programs want them: a letter, then letters, digits and "_", each once whatever its case, and no word that means
 * something there. What has to be another name than the code is said so by the caller.
 */
typedef struct _NqpOutNames NqpOutNames;

extern const char *const nqp_out_words_of_stata[];
extern const char *const nqp_out_words_of_r[];

NqpOutNames *nqp_out_names_new (int most, const char *const *words); /* characters; words that are taken, ended by NULL */
void nqp_out_names_free (NqpOutNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpOutNames, nqp_out_names_free)
char *nqp_out_names_take (NqpOutNames *self, const char *wanted); /* the name nearest to it that is free; owned by the caller */

G_END_DECLS
