/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-expression.h"
#include "nqp-pillars.h"
#include "nqp-text.h"
#include "nqp-tree.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_CELL_OBSERVED,
  NQP_CELL_DERIVED,  /* made from series that are all observed */
  NQP_CELL_IMPUTED,  /* put in by the missing-value treatment */
  NQP_CELL_EDITED,   /* changed by the user, or made from a changed value */
  NQP_CELL_SUSPECT,  /* flagged: the value is kept but treated as missing until the user accepts it */
  NQP_CELL_TREATED,  /* of scores only: observed or derived, and it counts as another value since it lies far out */
} NqpCellState;

typedef enum
{
  NQP_ROLE_INDEX, /* part of the index tree */
  NQP_ROLE_OUTPUT,
  NQP_ROLE_CAPITAL,
  NQP_ROLE_LABOUR,
  NQP_ROLE_POPULATION,
  NQP_ROLE_CONTEXT,
  NQP_ROLE_UNASSIGNED, /* waits for its pillar */
} NqpRole;

typedef struct
{
  char *code;
  NqpText name;
  int group;                  /* position in the panel's groups, -1 = none */
  char *initials;             /* pinyin initials, or NULL */
  double longitude, latitude; /* degrees, NaN = unknown */
  double area_km2;            /* NaN = unknown */
  int tile_col, tile_row;     /* -1 = to be assigned */
} NqpRegion;

typedef struct
{
  char *code;
  NqpText name;
  NqpText unit;
  char *source;               /* or NULL */
  char *note;                 /* or NULL */
} NqpSeries;

#define NQP_DENOMINATOR_NONE (-1)
#define NQP_DENOMINATOR_AREA (-2) /* the region's area_km2 */

/**
 * NqpIndicator:
 *
 * value = factor x numerator / denominator, or what a formula makes of series. An indicator that is not derived is its own series
 * with factor 1.
 */
typedef struct
{
  char *code;
  NqpText name;
  NqpText unit;
  char *pillar;               /* framework id or NULL */
  char *component;            /* id below the pillar ("labour-force") or NULL */
  int direction;              /* +1 more is better, -1 less is better */
  NqpRole role;
  int numerator;              /* position in the panel's series */
  int denominator;            /* position, or NQP_DENOMINATOR_... */
  double factor;
  NqpExpression *formula;     /* or NULL. With one: no denominator, the numerator is its first series */
  int *operands;              /* of the formula, as nqp_panel_bind_formula() found them */
  double lower, upper;        /* goalposts in the indicator's unit; NaN = the lowest, highest value of all regions and years */
  char *source;               /* or NULL: then that of its series */
  char *note;                 /* or NULL */
} NqpIndicator;

typedef struct
{
  int a, b;                   /* positions among the places */
  char *kind;                 /* "land", "strait", ... */
} NqpNeighbour;

typedef struct
{
  int place, year, series;    /* positions */
  char *note;                 /* or NULL */
  gboolean accepted;          /* the user decided that the value stands */
} NqpFlag;

/* A finding of nqp-checks.h that the user has looked at and accepts. */
typedef struct
{
  char *finding;              /* its key: "jump:GDP/2019/110000" */
  double value;               /* that was found; NaN: none. Once there is another one the finding is open again */
  char *note;                 /* or NULL */
} NqpAccepted;

/* What a user settled that a name of a region means in files. */
typedef struct
{
  char *name;                 /* with single spaces */
  char *code;                 /* of a region, which may be gone; NULL: rows with the name are left out */
} NqpSettledName;

/**
 * NqpPanel:
 *
 * A snapshot of a project's data: regions R x years T x series S as published, and the indicators made from them.
 * The arrays are series-major: values[(s * n_years + t) * n_regions + i], NaN = missing, states likewise.
 * Places 0 .. n_regions - 1 have data, n_regions .. n_places - 1 are only on the map.
 * Filled by its maker, then immutable; reference-counted, atomic.
 */
typedef struct
{
  int ref_count;
  char *title_en, *title_zh;  /* either may be NULL */
  int n_places, n_regions, n_years, n_series, n_indicators, n_groups, n_neighbours, n_flags;
  NqpRegion *places;
  int *years;                 /* ascending */
  NqpSeries *series;
  NqpIndicator *indicators;
  NqpText *groups;
  NqpNeighbour *neighbours;
  NqpFlag *flags;
  int n_accepted;
  NqpAccepted *accepted;      /* the maker allocates it */
  int n_settled;
  NqpSettledName *settled;    /* by name; the maker allocates it */
  double *values;
  guint8 *states;             /* NqpCellState */
  NqpTree *tree;              /* of the indicators with role NQP_ROLE_INDEX */
  gint64 epoch;               /* of the project it was read from: see nqp_project_read_panel_after(); 0 = none */
  gint64 noted;               /* cells that had been written in that epoch when it was read */
} NqpPanel;

/* Allocates every array, zeroed; values NaN. The maker fills the fields (strings become the panel's) and the tree. */
NqpPanel *nqp_panel_new (int n_places, int n_regions, int n_years, int n_series, int n_indicators, int n_groups,
                         int n_neighbours, int n_flags);
NqpPanel *nqp_panel_ref (NqpPanel *self);
void nqp_panel_unref (NqpPanel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPanel, nqp_panel_unref)

static inline gsize
nqp_panel_cell (const NqpPanel *self, int series, int year, int region)
{
  return ((gsize) series * (gsize) self->n_years + (gsize) year) * (gsize) self->n_regions + (gsize) region;
}

const char *nqp_panel_title (const NqpPanel *self, NqpLang lang);
int nqp_panel_find_place (const NqpPanel *self, const char *code);      /* -1 if none */
int nqp_panel_find_year (const NqpPanel *self, int year);
int nqp_panel_find_series (const NqpPanel *self, const char *code);
int nqp_panel_find_indicator (const NqpPanel *self, const char *code);
const char *nqp_panel_place_name (const NqpPanel *self, int place, NqpLang lang);
const char *nqp_panel_indicator_source (const NqpPanel *self, int indicator);
const NqpFlag *nqp_panel_find_flag (const NqpPanel *self, int series, int year, int place); /* NULL if none */
char *nqp_panel_sources (const NqpPanel *self);  /* distinct sources of the indicators in use, "; " between; owned by the caller */
NqpTree *nqp_panel_make_tree (const NqpPanel *self); /* default tree from the indicators' pillars and components, equal weights */

/* ---- what an indicator is made of: nqp-panel-formula.c ---- */
gboolean nqp_indicator_is_derived (const NqpIndicator *self); /* not a series as it stands */
int nqp_indicator_n_operands (const NqpIndicator *self);
int nqp_indicator_operand (const NqpIndicator *self, int k); /* position of a series, or NQP_DENOMINATOR_AREA */
gboolean nqp_panel_bind_formula (const NqpPanel *self, NqpIndicator *it, GError **error);
gboolean nqp_panel_check_formula (const NqpPanel *self, const NqpIndicator *it, NqpText *out_unit, gboolean *out_differs,
                                  GError **error);
void nqp_panel_evaluate_formula (const NqpPanel *self, const NqpIndicator *it, double *out, guint8 *out_suspect);
char *nqp_panel_formula_text (const NqpPanel *self, int indicator);
char *nqp_panel_describe_formula (const NqpPanel *self, int indicator);

const char *nqp_role_to_string (NqpRole role);
gboolean nqp_role_parse (const char *text, NqpRole *out_role);

G_END_DECLS
