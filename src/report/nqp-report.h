/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"

G_BEGIN_DECLS

#define NQP_REPORT_ERROR (nqp_report_error_quark ())
GQuark nqp_report_error_quark (void);
typedef enum
{
  NQP_REPORT_ERROR_UNKNOWN, /* there is nothing of that name to report; the message names what there is */
  NQP_REPORT_ERROR_FAILED,  /* the file cannot be written */
} NqpReportError;

/* What stands on every page and in the file's metadata; copied. */
typedef struct
{
  const char *title;
  const char *subject;                /* where it comes from, in full: for the metadata */
  const char *author, *keywords;      /* nullable, for the metadata */
  const char *running;                /* nullable: at the right of the header from the second page on */
  const char *const *footers;         /* nullable: the same statement of sources, the fullest first, NULL at the end; the first that
                                       * fits into two lines stands on every page */
} NqpReportHead;

typedef enum
{
  NQP_REPORT_BODY,
  NQP_REPORT_STRONG, /* body in bold */
  NQP_REPORT_SMALL,
  NQP_REPORT_N_TEXTS,
} NqpReportText;

/**
 * NqpReport:
 *
 * A document on A4 pages in the making: blocks in reading order, measured as they are added, put on pages when it is saved. A
 * heading stays with what follows it, a paragraph leaves no single line on a page. Every page has page number and sources.
 * Lengths are px at 96 dpi, so that a picture of the chart library keeps its size and its type. One thread at a time.
 */
typedef struct _NqpReport NqpReport;

NqpReport *nqp_report_new (const NqpStyle *style, const NqpReportHead *head);
void nqp_report_free (NqpReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpReport, nqp_report_free)

#define NQP_REPORT_PICTURE_GAP 8.0 /* above a picture */
double nqp_report_width (const NqpReport *self);  /* between the margins */
double nqp_report_height (const NqpReport *self); /* between header and footer */

/* Adding. A text may hold line feeds; an empty one adds nothing. Level 0 is the document's title, 1 a section, which the outline
 * of the file lists, 2 one inside. */
void nqp_report_heading (NqpReport *self, int level, const char *text);
void nqp_report_text (NqpReport *self, NqpReportText kind, const char *text);
void nqp_report_picture (NqpReport *self, NqpScene *scene); /* takes a reference; made smaller where it is larger than a page */
void nqp_report_answer (NqpReport *self, int least, int most); /* lines to write on; more than @least where the page has room */
void nqp_report_fields (NqpReport *self, const char *const *labels); /* one line to fill in: name, date; ends with NULL */
void nqp_report_new_page (NqpReport *self); /* what follows begins one */
/* What is added in between stands on one page where it fits on one. */
void nqp_report_begin_group (NqpReport *self);
void nqp_report_end_group (NqpReport *self);

/* Reading */
double nqp_report_length (const NqpReport *self); /* of what has been added, if it were one page without an end */
int nqp_report_n_pages (NqpReport *self);
/* Returns: (transfer full): for tests: one line a piece: page from 1, kind, top and height rounded to 1 px, text,
 * or the faults of a picture. */
char *nqp_report_to_text (NqpReport *self);
/* A PDF with embedded fonts, text as text, an outline and metadata. Replaced when it is whole; left as it was on failure. */
gboolean nqp_report_save (NqpReport *self, const char *path, GError **error);

G_END_DECLS
