/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpNamesMemory:
 *
 * What the user settled that names of regions mean, in whatever project: a file of the user's data folder, name,code, the newest last.
 * The window proposes it again; what cannot be read is as if nothing had been settled.
 */
typedef struct _NqpNamesMemory NqpNamesMemory;

NqpNamesMemory *
nqp_names_memory_load (void);
void
nqp_names_memory_free (NqpNamesMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpNamesMemory, nqp_names_memory_free)

/* The code that was settled last among @codes (a set of strings), NULL if there is none. Projects may have other codes for a region. */
const char *
nqp_names_memory_find (const NqpNamesMemory *self, const char *name, GHashTable *codes);
void
nqp_names_memory_add (NqpNamesMemory *self, const char *name, const char *code);
/* FALSE: it could not be written */
gboolean
nqp_names_memory_save (const NqpNamesMemory *self);

G_END_DECLS
