/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>
#include "nqp-report-pages.h"
#include "nqp-report.h"

G_BEGIN_DECLS

/* A4 in px at 96 dpi */
#define NQP_REPORT_PAGE_WIDTH (210 / 25.4 * 96)
#define NQP_REPORT_PAGE_HEIGHT (297 / 25.4 * 96)
#define NQP_REPORT_MARGIN 57.0 /* left and right: 15 mm, which any printer reaches */
#define NQP_REPORT_HEADER 34.0 /* top of the header */
#define NQP_REPORT_TOP 60.0    /* of the body */
#define NQP_REPORT_BOTTOM 34.0 /* below the footer */
#define NQP_REPORT_FOOTER_GAP 20.0
#define NQP_REPORT_SMALL_TYPE (8.0 * 96 / 72)

typedef enum
{
  NQP_BLOCK_HEADING,
  NQP_BLOCK_TEXT,
  NQP_BLOCK_PICTURE,
  NQP_BLOCK_ANSWER,
  NQP_BLOCK_FIELDS,
} NqpBlockKind;

typedef struct
{
  NqpBlockKind kind;
  int level;
  PangoLayout *layout; /* of texts and headings */
  NqpColour colour;
  NqpScene *scene;
  double scale; /* of the scene */
  char **labels;
} NqpBlock;

/* What of its block a piece shows; beside the NqpPiece of the same position. */
typedef struct
{
  int block;
  int line;        /* of the layout; 0 = the block's first piece */
  double x;        /* of the line */
  double baseline; /* below the piece's top */
} NqpPart;

struct _NqpReport
{
  NqpStyle style;
  PangoContext *context;
  char *title, *subject, *author, *keywords, *running;
  PangoLayout *footer; /* NULL = none */
  double body;         /* height of a page's body */
  GArray *blocks;      /* NqpBlock */
  GArray *pieces;      /* NqpPiece */
  GArray *parts;       /* NqpPart */
  gboolean in_group, new_page;
  int n_pages;         /* 0 = pieces have been added since they were put on pages */
};

static inline const NqpBlock *
nqp_report_block (const NqpReport *self, int i)
{
  return &g_array_index (self->blocks, NqpBlock, i);
}

PangoLayout *nqp_report_layout (const NqpReport *self, double size, gboolean bold, double width, const char *text);

G_END_DECLS
