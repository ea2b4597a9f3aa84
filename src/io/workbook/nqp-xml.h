/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import.h"
#include "nqp-zip.h"

G_BEGIN_DECLS

/* The namespaces that mean something here. Those of strict OOXML are the same as their older ones. */
typedef enum
{
  NQP_XML_NONE,  /* an attribute without one */
  NQP_XML_OTHER, /* its elements are passed over with all that is in them */
  NQP_XML_SHEET, /* SpreadsheetML */
  NQP_XML_RELATION,
  NQP_XML_PACKAGE,
  NQP_XML_OFFICE,
  NQP_XML_TABLE,
  NQP_XML_TEXT,
  NQP_XML_STYLE,
  NQP_XML_CALC,
  NQP_XML_MANIFEST,
} NqpXmlSpace;

typedef struct _NqpXml NqpXml;

/**
 * NqpXmlHandlers:
 * @start: an element begins; may call nqp_xml_skip(), nqp_xml_collect(), nqp_xml_fail()
 * @end: it ends; not for one that was passed over
 * @characters: (nullable): text as it comes, instead of collecting it
 */
typedef struct
{
  void (*start) (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data);
  void (*end) (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data);
  void (*characters) (NqpXml *xml, const char *text, gsize length, gpointer data);
} NqpXmlHandlers;

/* Who waits for it, and may want no more. */
typedef struct
{
  GCancellable *cancellable;
  NqpProgress progress;
  gpointer progress_data;
} NqpXmlWork;

gboolean nqp_xml_read (NqpZip *zip, const char *part, const NqpXmlHandlers *handlers, gpointer data, const NqpXmlWork *work,
                       GError **error);

/* For handlers. */
void nqp_xml_skip (NqpXml *self);                                                   /* the element that begins, whole */
void nqp_xml_stop (NqpXml *self);                                                   /* what was wanted is known */
void nqp_xml_fail (NqpXml *self, const char *format, ...) G_GNUC_PRINTF (2, 3);      /* reading ends with this sentence */
void nqp_xml_collect (NqpXml *self);                                                /* text from here on */
const char *nqp_xml_collected (NqpXml *self, gsize *out_length);                    /* and until here */
NqpXmlSpace nqp_xml_attribute_space (const char *attribute, const char **out_name);
const char *nqp_xml_get (const char **attributes, NqpXmlSpace space, const char *name); /* NULL = not there */
gboolean nqp_xml_get_boolean (const char **attributes, NqpXmlSpace space, const char *name);
int nqp_xml_get_count (const char **attributes, NqpXmlSpace space, const char *name, int otherwise); /* 0..2^31-1, clipped */

G_END_DECLS
