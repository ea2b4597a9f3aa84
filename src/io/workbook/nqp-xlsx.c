/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number-format.h"
#include "nqp-workbook-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHEETS 10000
#define MAX_FORMATS 100000

/* --- which part is which --- */

typedef struct
{
  char *type;   /* the last word of its URI */
  char *target; /* a part of the file */
} Relation;

typedef struct
{
  const char *folder; /* that targets are relative to; ends in a slash, or is empty */
  GHashTable *by_id;  /* (element-type utf8 Relation) */
} Relations;

static void
free_relation (gpointer data)
{
  Relation *self = data;

  g_free (self->type);
  g_free (self->target);
  g_free (self);
}

/* "worksheets/sheet1.xml", "../x.xml", "/xl/x.xml" as the name of a part. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *whole = *target == '/' ? g_strdup (target) : g_strconcat (folder, target, NULL);
  g_auto (GStrv) words = g_strsplit (whole, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], ".."))
      g_ptr_array_set_size (kept, kept->len > 0 ? (int)kept->len - 1 : 0);
    else if (*words[i] != '\0' && !g_str_equal (words[i], "."))
      g_ptr_array_add (kept, words[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **)kept->pdata);
}

static void
start_relation (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  Relations *self = data;
  const char *id, *type, *target, *mode;
  Relation *relation;

  if (space != NQP_XML_PACKAGE || !g_str_equal (name, "Relationship"))
    return;
  id = nqp_xml_get (attributes, NQP_XML_NONE, "Id");
  type = nqp_xml_get (attributes, NQP_XML_NONE, "Type");
  target = nqp_xml_get (attributes, NQP_XML_NONE, "Target");
  mode = nqp_xml_get (attributes, NQP_XML_NONE, "TargetMode");
  if (id == NULL || type == NULL || target == NULL || (mode != NULL && g_str_equal (mode, "External")))
    return; /* files of others are not looked at */
  relation = g_new (Relation, 1);
  relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relation->target = resolve (self->folder, target);
  g_hash_table_replace (self->by_id, g_strdup (id), relation);
}

static void
end_nothing (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
}

/* Of the part @part; none if it has none. */
static GHashTable *
read_relations (NqpWorkbook *self, const char *part, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_relation, end_nothing, NULL };
  const char *slash = strrchr (part, '/');
  const int n = slash != NULL ? (int)(slash + 1 - part) : 0;
  g_autofree char *folder = g_strndup (part, (gsize)n);
  g_autofree char *list = g_strdup_printf ("%s_rels/%s.rels", folder, part + n);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_relation);
  Relations relations = { folder, by_id };
  const NqpXmlWork quiet = { work->cancellable, NULL, NULL };

  if (nqp_zip_has (self->zip, list) && !nqp_xml_read (self->zip, list, &handlers, &relations, &quiet, error))
    return NULL;
  return g_steal_pointer (&by_id);
}

/* The first of a type; the types of XML and of relations end in the same word in all versions. */
static const char *
find_relation (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer relation;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &relation))
    if (g_str_equal (((Relation *)relation)->type, type))
      return ((Relation *)relation)->target;
  return NULL;
}

/* --- xl/workbook.xml --- */

typedef struct
{
  NqpWorkbook *workbook;
  GHashTable *relations;
  gboolean is_workbook, in_sheets;
} Contents;

static void
start_contents (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  Contents *self = data;
  const char *id, *title, *state;
  const Relation *relation;
  NqpWorkbookSheet *sheet;

  if (space != NQP_XML_SHEET)
    nqp_xml_skip (xml);
  else if (g_str_equal (name, "workbook"))
    self->is_workbook = TRUE;
  else if (g_str_equal (name, "workbookPr"))
    self->workbook->from_1904 = nqp_xml_get_boolean (attributes, NQP_XML_NONE, "date1904");
  else if (g_str_equal (name, "sheets"))
    self->in_sheets = TRUE;
  else if (g_str_equal (name, "sheet") && self->in_sheets)
    {
      id = nqp_xml_get (attributes, NQP_XML_RELATION, "id");
      title = nqp_xml_get (attributes, NQP_XML_NONE, "name");
      state = nqp_xml_get (attributes, NQP_XML_NONE, "state");
      relation = id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
      if (relation != NULL && !g_str_equal (relation->type, "worksheet"))
        return; /* a chart, a dialogue, macros: no cells */
      if (relation == NULL || title == NULL || self->workbook->sheets->len >= MAX_SHEETS)
        {
          nqp_xml_fail (xml,
                        _ ("The list of sheets of the workbook is damaged; open the file in a spreadsheet "
                           "program and save it again."));
          return;
        }
      sheet = nqp_workbook_add_sheet (self->workbook, title);
      sheet->hidden = state != NULL && !g_str_equal (state, "visible");
      sheet->part = g_strdup (relation->target);
    }
}

static void
end_contents (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
  if (g_str_equal (name, "sheets"))
    ((Contents *)data)->in_sheets = FALSE;
}

/* --- xl/styles.xml: which styles of cells show dates and percentages --- */

typedef struct
{
  GByteArray *formats;
  GHashTable *own; /* (element-type gint gint): id of a format of this workbook -> NqpNumberFormat */
  gboolean in_styles;
} Styles;

static void
start_style (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  Styles *self = data;

  if (space != NQP_XML_SHEET)
    nqp_xml_skip (xml);
  else if (g_str_equal (name, "numFmt"))
    {
      const int id = nqp_xml_get_count (attributes, NQP_XML_NONE, "numFmtId", -1);
      const char *code = nqp_xml_get (attributes, NQP_XML_NONE, "formatCode");

      if (id >= 0 && code != NULL)
        g_hash_table_insert (self->own, GINT_TO_POINTER (id),
                             GINT_TO_POINTER (nqp_number_format_of_code (code)));
    }
  else if (g_str_equal (name, "cellXfs"))
    self->in_styles = TRUE;
  else if (g_str_equal (name, "xf") && self->in_styles && self->formats->len < MAX_FORMATS)
    {
      const int id = nqp_xml_get_count (attributes, NQP_XML_NONE, "numFmtId", 0);
      gpointer own;
      const guint8 format
          = (guint8)(g_hash_table_lookup_extended (self->own, GINT_TO_POINTER (id), NULL, &own)
                         ? GPOINTER_TO_INT (own)
                         : (int)nqp_number_format_of_id (id));

      g_byte_array_append (self->formats, &format, 1);
    }
  else if (g_str_equal (name, "dxfs")) /* what conditions change: colours */
    nqp_xml_skip (xml);
}

static void
end_style (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
  if (g_str_equal (name, "cellXfs"))
    ((Styles *)data)->in_styles = FALSE;
}

static gboolean
read_styles (NqpWorkbook *self, const char *part, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_style, end_style, NULL };
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  Styles styles = { self->formats, own, FALSE };

  return nqp_xml_read (self->zip, part, &handlers, &styles, work, error);
}

/* --- all of it --- */

static gboolean
refuse (const NqpWorkbook *self, GError **error, const char *text)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", nqp_zip_file (self->zip), text);
  return FALSE;
}

/* What else is packed in this way. */
static gboolean
refuse_other (const NqpWorkbook *self, const char *part, GError **error)
{
  if (g_str_has_suffix (part, ".bin"))
    return refuse (self, error,
                   _ ("This is a binary workbook (XLSB), which is not read; save it as XLSX, ODS or CSV."));
  if (g_str_has_prefix (part, "word/") || g_str_has_prefix (part, "ppt/")
      || g_str_has_prefix (part, "visio/"))
    return refuse (
        self, error,
        _ ("This is a text document or a presentation; expected a workbook (XLSX or ODS) or CSV."));
  return TRUE;
}

gboolean
nqp_xlsx_open (NqpWorkbook *self, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_contents, end_contents, NULL };
  const NqpXmlWork quiet = { work->cancellable, NULL, NULL };
  g_autoptr (GHashTable) package = read_relations (self, "", work, error);
  g_autoptr (GHashTable) relations = NULL;
  const char *part, *styles, *strings;
  Contents contents = { .workbook = self };

  if (package == NULL)
    return FALSE;
  part = find_relation (package, "officeDocument");
  if (part == NULL)
    part = "xl/workbook.xml";
  if (!refuse_other (self, part, error) || (relations = read_relations (self, part, work, error)) == NULL)
    return FALSE;
  contents.relations = relations;
  if (!nqp_xml_read (self->zip, part, &handlers, &contents, &quiet, error))
    return FALSE;
  if (!contents.is_workbook)
    return refuse (
        self, error,
        _ ("This is no workbook, though it is packed as one; expected a workbook (XLSX or ODS) or CSV."));
  styles = find_relation (relations, "styles");
  if (styles != NULL && !read_styles (self, styles, &quiet, error))
    return FALSE;
  strings = find_relation (relations, "sharedStrings");
  return strings == NULL || nqp_xlsx_read_strings (self, strings, work, error);
}
