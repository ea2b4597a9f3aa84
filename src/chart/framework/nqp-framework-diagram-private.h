/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-framework-diagram.h"

G_BEGIN_DECLS

/* framework.diagram in four steps: what is shown (-model.c), where it stands (-rows.c, and within a card -layout.c; -text.c
 * breaks lines), how the arrows run (-route.c, -labels.c, within a card -inside.c), how it looks (nqp-framework-diagram.c). Its
 * words are in -words.c. */

/* Places of the picture. Concepts of the theory are known by their ids; every other top-level concept is an extra. */
typedef enum
{
  NQP_SLOT_ROOT,
  NQP_SLOT_TOP,
  NQP_SLOT_LEFT,
  NQP_SLOT_CENTRE,
  NQP_SLOT_RIGHT,
  NQP_SLOT_BOTTOM,
  NQP_N_SINGLE_SLOTS,
  NQP_SLOT_EXTRA = NQP_N_SINGLE_SLOTS,
  NQP_SLOT_PATH,
} NqpSlot;

/* What is given up where room is short, from nothing to almost all. */
typedef struct
{
  int depth;
  gboolean extras_open; /* parts of extras */
  gboolean measures;    /* of the paths, at depth 3 */
  gboolean paths;
  int extras;           /* 2 = all, 1 = those of the project, 0 = none */
  gboolean relations;
  int tight;            /* room for arrows: 0 = generous .. 2 = the least */
  int most;             /* parts of one node; 0 = all */
  gboolean inside;      /* relations between parts of one card */
  gboolean closed;      /* parts only in the cards that are looked at */
} NqpDiagramPlan;

typedef enum { NQP_EMPHASIS_PLAIN, NQP_EMPHASIS_STRONG, NQP_EMPHASIS_DIM } NqpEmphasis;

/* A text that can be broken into lines at any size without measuring it again. Widths in units of the font size. */
typedef struct
{
  char *text;
  int n_chars;
  int *offset;      /* [n_chars + 1]: bytes */
  double *x;        /* [n_chars + 1]: where a character begins */
  guint8 *may_break; /* [n_chars + 1]: before the character */
  double line;      /* height of a line */
} NqpDiagramText;

typedef struct
{
  char *text; /* with line breaks */
  double w, h;
  gboolean broken; /* within a word, or cut */
} NqpDiagramLines;

typedef struct
{
  int entry;  /* of the framework */
  int parent; /* node, -1 = a card of its own */
  int level;  /* 0 = card */
  int card;   /* node: the card it is part of, itself for a card */
  NqpSlot slot;
  int node;     /* of the index tree, -1 = none */
  double score; /* as shown; NaN */
  int n_hidden; /* parts that are asked for and find no room */
  NqpDiagramText *name, *more;
  GArray *children; /* int: nodes */
  NqpEmphasis emphasis;
  gboolean chosen;
  /* layout, px */
  NqpBox box;
  double size; /* of the name's font */
  NqpDiagramLines label;
  double label_x, label_y; /* middle, top */
  NqpBox bar;              /* w = 0: none */
} NqpDiagramNode;

typedef struct
{
  int from, to;     /* cards, or parts of one card */
  GArray *entries;  /* int: relations drawn as this arrow, at least one */
  NqpDiagramText *name;
  double r;         /* correlation of two pillars; NaN */
  char *number;     /* "r = 0.82"; NULL = none */
  gboolean inside;  /* between parts of one card */
  NqpEmphasis emphasis;
  /* route, px */
  double *xy;       /* corner points; NULL = found no way */
  int n_points;
  NqpDiagramLines label; /* text NULL = found no place */
  NqpBox label_box;
  gboolean on_line; /* the label interrupts its line */
} NqpDiagramEdge;

typedef struct
{
  const NqpView *view;
  const NqpFramework *framework;
  NqpScene *scene;
  const NqpStyle *style;
  NqpDiagramPlan plan;
  GPtrArray *nodes; /* NqpDiagramNode */
  GPtrArray *edges; /* NqpDiagramEdge */
  int *node_of;     /* [entry]: node, -1 = not in the picture */
  NqpBox box;
  double f;         /* size of a chip's text; others follow */
  double step;      /* of the grid on which cards stand and arrows run */
  NqpDiagramText *heading; /* above the paths */
  NqpDiagramLines heading_lines;
  double heading_x, heading_y;
} NqpDiagram;

static inline NqpDiagramNode *
nqp_diagram_node (const NqpDiagram *self, int i)
{
  return (NqpDiagramNode *)g_ptr_array_index (self->nodes, (guint)i);
}

static inline NqpDiagramEdge *
nqp_diagram_edge (const NqpDiagram *self, guint i)
{
  return (NqpDiagramEdge *)g_ptr_array_index (self->edges, i);
}

/* Sizes of type: all follow @f, the smallest is 0.93 of it. */
#define NQP_DIAGRAM_SMALL 0.93
/* Room for arrows between parts: beside them, between them; of @f. */
#define NQP_DIAGRAM_GUTTER 1.5
#define NQP_DIAGRAM_GAP 1.7
static inline double
nqp_diagram_small (const NqpDiagram *self)
{
  return NQP_DIAGRAM_SMALL * self->f;
}

/* -model.c */
NqpDiagram *nqp_diagram_new (const NqpView *view, NqpScene *scene, const NqpDiagramPlan *plan);
void nqp_diagram_free (NqpDiagram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpDiagram, nqp_diagram_free)
int nqp_diagram_tree_node (const NqpView *view, int entry); /* of the index tree, -1 = none */
double nqp_diagram_score (const NqpView *view, int entry);  /* of the focus region, as shown; NaN */
double nqp_diagram_correlation (const NqpView *view, int from, int to); /* entries; NaN */
NqpSlot nqp_diagram_slot (const NqpEntry *entry);

/* -text.c */
NqpDiagramText *nqp_diagram_text_new (const NqpDiagram *self, const char *text, gboolean bold);
void nqp_diagram_text_free (NqpDiagramText *self);
void nqp_diagram_text_wrap (const NqpDiagramText *self, double size, double width, int max_lines, gboolean keep,
                            NqpDiagramLines *out);
void nqp_diagram_lines_clear (NqpDiagramLines *self);

/* -inside.c */
gboolean nqp_diagram_has_inside (const NqpDiagram *self, int card); /* relations between its parts are to be drawn */
void nqp_diagram_route_inside (NqpDiagram *self);

/* -layout.c: both return the height, and with @keep set the places; @h more than that is shared among the rows */
#define NQP_DIAGRAM_MAX_COLUMNS 6
typedef struct
{
  const int *nodes;
  int n;
  double gap; /* px */
  int most_columns;
} NqpDiagramFlow; /* nodes in columns of one width */
double nqp_diagram_lay_node (NqpDiagram *self, int at, double x, double y, double w, double h, gboolean keep);
double nqp_diagram_lay_flow (NqpDiagram *self, const NqpDiagramFlow *flow, double x, double y, double w, double h,
                             gboolean keep);

/* -rows.c: FALSE if it does not fit into @box with type of @f px */
gboolean nqp_diagram_lay_out (NqpDiagram *self, NqpBox box, double f);

/* -route.c: the number of labels that found no place; an arrow counts as three */
int nqp_diagram_route (NqpDiagram *self);

/* -labels.c */
void nqp_diagram_place_label (NqpDiagram *self, NqpDiagramEdge *edge);

G_END_DECLS
