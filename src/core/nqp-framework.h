/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table.h"
#include "nqp-text.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_ENTRY_CONCEPT,  /* what the theory speaks of; a tree by parent */
  NQP_ENTRY_RELATION, /* from concept to concept; its name is the verb: "empowers" */
  NQP_ENTRY_CONTRAST, /* traditional against new; its name is the aspect */
  NQP_ENTRY_PATH,     /* a realization path */
  NQP_ENTRY_MEASURE,  /* a policy measure of a path: parent */
  NQP_ENTRY_LINK,     /* from -> to: see NqpEntry.from */
  NQP_N_ENTRY_KINDS,
} NqpEntryKind;

/**
 * NqpEntry:
 *
 * One thing the framework says. Texts are data, in both languages.
 */
typedef struct
{
  NqpEntryKind kind;
  char *id;       /* stable, unique among all kinds: "elements.labour-force.rd", "path.elements.education" */
  char *parent;   /* concept: the one above, NULL = top; measure: its path; else NULL */
  NqpText name;
  char *section;  /* of the paper: "3.2"; NULL for what a user added */
  NqpText text;   /* definition; contrast: what is new */
  NqpText before; /* contrast: what is traditional */
  NqpText note;   /* the teacher's own words */
  char *from;     /* relation: a concept. link: what bears on @to: an indicator or component of the index tree
                   * (measures it), or a path or measure (works on it) */
  char *to;       /* relation: a concept. contrast: the concept it tells about. link: a concept, measure or contrast */
  gboolean own;   /* added in this project */
  int parent_at, from_at, to_at; /* positions of the entries named, -1 = none, or no entry (an indicator) */
} NqpEntry;

/**
 * NqpLessonStep:
 *
 * One step of a lesson: words, a part of the diagram, and a view of the data to open.
 */
typedef struct
{
  char *lesson;       /* id of the lesson: "four-pillars" */
  NqpText lesson_name;
  NqpText name;
  NqpText text;
  NqpText question;
  NqpText discussion; /* of the question */
  char *highlight;    /* ids of entries, separated by spaces; "" = none */
  char *view;         /* what the data show beside it: "chart=map.choropleth measure=drivers year=2023 regions=110000,340000"; "" = nothing */
  gboolean own;
} NqpLessonStep;

/**
 * NqpFramework:
 *
 * The theory as a concept model: entries in reading order (parents before children), and lessons (steps of one lesson
 * stand together, in order). Immutable once sealed: an edit makes a copy, changes and seals it. Reference-counted, atomic.
 */
typedef struct
{
  int ref_count;
  GPtrArray *entries; /* (element-type NqpEntry) */
  GPtrArray *steps;   /* (element-type NqpLessonStep) */
  GHashTable *by_id;  /* id -> position + 1 */
} NqpFramework;

#define NQP_FRAMEWORK_ERROR (nqp_framework_error_quark ())
GQuark nqp_framework_error_quark (void);
typedef enum
{
  NQP_FRAMEWORK_ERROR_INVALID, /* an id twice, a reference to nothing, a circle, no name: the message says which */
} NqpFrameworkError;

NqpFramework *nqp_framework_new (void);
NqpFramework *nqp_framework_copy (const NqpFramework *self); /* deep, to be changed and sealed */
NqpEntry *nqp_framework_add (NqpFramework *self, NqpEntryKind kind, const char *id); /* to be filled; borrowed */
NqpLessonStep *nqp_framework_add_step (NqpFramework *self, const char *lesson);
/* Finds the positions and checks everything; FALSE with @error when something does not hold. */
gboolean nqp_framework_seal (NqpFramework *self, GError **error);
NqpFramework *nqp_framework_ref (NqpFramework *self);
void nqp_framework_unref (NqpFramework *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpFramework, nqp_framework_unref)

static inline const NqpEntry *
nqp_framework_entry (const NqpFramework *self, int i)
{
  return i < 0 ? NULL : (const NqpEntry *)g_ptr_array_index (self->entries, (guint)i);
}

int nqp_framework_find (const NqpFramework *self, const char *id);          /* position, -1 if none */
gboolean nqp_framework_is_within (const NqpFramework *self, int entry, int ancestor); /* at or below it */
int nqp_framework_depth (const NqpFramework *self, int entry);              /* 0 = no parent */
/* Indicators (and components) that bear on a concept, contrast, path or measure: linked to it, to what is below it, or, for
 * a path or measure, to a concept it works on. Ids of the index tree, each once, in the order of links; owned by the caller. */
GPtrArray *nqp_framework_indicators (const NqpFramework *self, int entry);
const char *nqp_entry_kind_to_string (NqpEntryKind kind);
gboolean nqp_entry_kind_parse (const char *text, NqpEntryKind *out_kind);

/* kind,id,parent,name_en,name_zh,section,text_en,text_zh,from,to; the text of a contrast is "before -> new". */
NqpTable *nqp_framework_table (const NqpFramework *self);

G_END_DECLS
