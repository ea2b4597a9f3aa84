/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"
#include "nqp-table.h"

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
  char *from;     /* relation: a concept. link: what bears on @to: a path or measure (works on it), else an indicator code
                   * or component id of the index tree (is evidence for it), whether a concept has the same id or not */
  char *to;       /* relation: a concept. contrast: the concept it tells about. link of a path or measure: a concept; link
                   * of an indicator or component: a concept, contrast, path or measure */
  gboolean own;   /* added in this project */
  int parent_at, from_at, to_at; /* positions of the entries named, -1 = none, or an indicator or component */
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
  char *highlight;    /* ids of entries, a space between; "" = none */
  char *view;         /* what the data show beside it, "key=value" with a space between: "chart=map.choropleth measure=drivers
                       * year=2023 regions=110000,340000 weights=elements"; "" = nothing. Every key may be left out: then the
                       * window's own stands. weights: the class may try the weight of that node here */
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

/* Bounds that nqp_framework_seal() holds to: files come from anywhere. */
#define NQP_FRAMEWORK_MAX_ENTRIES 5000
#define NQP_FRAMEWORK_MAX_STEPS 1000
#define NQP_FRAMEWORK_MAX_DEPTH 32    /* levels of concepts */
#define NQP_FRAMEWORK_MAX_ID 200      /* bytes */
#define NQP_FRAMEWORK_MAX_TEXT 20000  /* bytes */

NqpFramework *nqp_framework_new (void);
NqpFramework *nqp_framework_copy (const NqpFramework *self); /* deep, to be changed and sealed */
void nqp_framework_assign (NqpFramework *self, const NqpFramework *other);
NqpEntry *nqp_framework_add (NqpFramework *self, NqpEntryKind kind, const char *id); /* to be filled; borrowed */
NqpLessonStep *nqp_framework_add_step (NqpFramework *self, const char *lesson);      /* to be filled; borrowed */
/* From a copy: the entry, those below it, and what refers to one of them (relations, contrasts, links, highlights). */
void nqp_framework_remove (NqpFramework *self, const char *id);
/* Checks everything, puts parents before children and finds the positions; FALSE with @error when something does not hold. */
gboolean nqp_framework_seal (NqpFramework *self, GError **error);
NqpFramework *nqp_framework_ref (NqpFramework *self);
void nqp_framework_unref (NqpFramework *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpFramework, nqp_framework_unref)
gboolean nqp_framework_equal (const NqpFramework *a, const NqpFramework *b); /* the same entries and steps in the same order */

static inline gboolean
nqp_framework_is_empty (const NqpFramework *self)
{
  return self->entries->len == 0 && self->steps->len == 0;
}

static inline const NqpEntry *
nqp_framework_entry (const NqpFramework *self, int i)
{
  return i < 0 ? NULL : (const NqpEntry *)g_ptr_array_index (self->entries, (guint)i);
}

static inline const NqpLessonStep *
nqp_framework_step (const NqpFramework *self, int i)
{
  return (const NqpLessonStep *)g_ptr_array_index (self->steps, (guint)i);
}

int nqp_framework_find (const NqpFramework *self, const char *id);          /* position, -1 if none */
gboolean nqp_framework_is_within (const NqpFramework *self, int entry, int ancestor); /* at or below it */
int nqp_framework_depth (const NqpFramework *self, int entry);              /* 0 = no parent */
/* Indicator codes and component ids that links name and that bear on the entry: linked to it, to what is below it, or, for a
 * path or measure, to a concept it works on. Each once, in the order of links; owned by the caller. Whether a project has
 * them is another question: nqp_framework_evidence(). */
GPtrArray *nqp_framework_indicators (const NqpFramework *self, int entry);
/* Positions (int) of the panel's indicators that bear on the entry, ascending; owned by the caller. Empty = no evidence. */
GArray *nqp_framework_evidence (const NqpFramework *self, const NqpPanel *panel, int entry);
/* Positions (int) of the entries an indicator is linked to, ascending; owned by the caller. See nqp-framework-evidence.c. */
GArray *nqp_framework_targets (const NqpFramework *self, const NqpPanel *panel, int indicator);
const char *nqp_entry_kind_to_string (NqpEntryKind kind);
gboolean nqp_entry_kind_parse (const char *text, NqpEntryKind *out_kind);
/* The value of @key in the step's view line, NULL if it is left out; owned by the caller. */
char *nqp_lesson_step_view (const NqpLessonStep *self, const char *key);

/* kind,id,parent,name_en,name_zh,section,text_en,text_zh,from,to; the text of a contrast is "before -> new". */
NqpTable *nqp_framework_table (const NqpFramework *self);

G_END_DECLS
