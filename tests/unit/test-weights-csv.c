/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-import.h"
#include "nqp-weights-csv.h"

/* index -> elements (i0), drivers (i1, i2), without components */
static NqpTree *
make_tree (void)
{
  g_autoptr (NqpPanel) panel = nqp_panel_new (1, 1, 1, 3, 3, 0, 0, 0);

  for (int j = 0; j < 3; j++)
    {
      panel->indicators[j].code = g_strdup_printf ("i%d", j);
      panel->indicators[j].pillar = g_strdup (j == 0 ? "elements" : "drivers");
      panel->indicators[j].numerator = j;
    }
  return nqp_panel_make_tree (panel);
}

static void
test_read (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  static const char *const good[] = {
    "node,weight\nelements,0.25\ndrivers,0.75\ni1,0.4\ni2,0.6\n",
    "\xef\xbb\xbfNode,level,parent,Weight,global\r\nindex,index,,1,1\r\nelements,pillar,index,0.25,."
    "25\r\n\r\n"
    "drivers,pillar,index,0.75,x\r\ni0,indicator,elements,1,\r\ni1,indicator,drivers,0.4,\r\ni2,indicator,"
    "drivers,0.6,",
    "node;weight\r\nelements;0.25\r\ndrivers;0.75\r\ni1;0.4\r\ni2;0.6\r\n",
    "node,weight,why\nelements,0.25,\"so, so\"\ndrivers,0.75\n\" i1 \",0.4,a,b\ni2,0.6\n",
    "global,node\n0.25,i0\n0.3,i1\n\"0.45\",\"i2\"\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpTree) read
          = nqp_weights_parse_csv (tree, good[i], strlen (good[i]), "w.csv", NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "elements")), 0.25,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "i1")), 0.4, 1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_tree_global_weight (read, nqp_tree_find (read, "i2")), 0.45, 1e-12);
    }
  {
    /* siblings that the file does not name keep what they have */
    const char *part = "node,weight\ni1,0.1\ni2,0.9\n";
    g_autoptr (NqpTree) read = nqp_weights_parse_csv (tree, part, strlen (part), "w.csv", NULL, NULL);

    g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "elements")), ==, 0.5);
    g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "i2")), ==, 0.9);
  }
}

/* Rounded to a few digits, as percentages, by names; the notes say what was done. */
static void
test_rounded (void)
{
  static const struct
  {
    const char *text;
    double i1; /* share of "drivers" */
    int n_notes;
  } good[] = {
    { "node,weight\ni1,0.333\ni2,0.667\n", 0.333, 0 },
    { "node,weight\ni1,0.333\ni2,0.66\n", 0.333 / 0.993, 1 },
    { "node,weight\ni1,0.3\ni2,0.71\n", 0.3 / 1.01, 1 },
    { "node,weight\ni1,25\ni2,75\n", 0.25, 1 },
    { "node,weight\ni1,33.3 %\ni2,66.6%\n", 33.3 / 99.9, 1 },
    { "node,weight\ni1,33.3％\ni2,66.6％\n", 33.3 / 99.9, 1 },
    { "node;weight\ni1;33,3 %\ni2;66,7 %\n", 0.333, 1 },
    { "node,weight\ni1,100 %\ni2,0\n", 1, 1 },
    { "node,weight\ni1,1\ni2,9.9e-13\n", 1, 0 },
    { "node,weight\ni1,1\ni2,1e-200\n", 1, 0 },
    { "node,weight\ni1,0\ni2,0.999\n", 0, 1 },
    { "node,weight\ni1,0.25\ni2,0.75\nelements,50\ndrivers,50\n", 0.25, 1 },
    { "node,global\ni0,50\ni1,12.5\ni2,37.5\n", 0.25, 1 },
    { "node,global\ni0,0.5\ni1,0.126\ni2,0.378\n", 0.25, 1 },
    { "节点,权重\ni1,0.25\ni2,0.75\n", 0.25, 0 },
  };
  g_autoptr (NqpTree) tree = make_tree ();

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (NqpTree) read
          = nqp_weights_parse_csv (tree, good[i].text, strlen (good[i].text), "w.csv", notes, &error);

      g_assert_no_error (error);
      g_test_message ("%s%s", good[i].text, notes->len > 0 ? (const char *)notes->pdata[0] : "");
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "i1")), good[i].i1,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "i2")),
                                      1 - good[i].i1, 1e-12);
      g_assert_cmpint ((int)notes->len, ==, good[i].n_notes);
      if (notes->len > 0)
        g_assert_nonnull (strstr (notes->pdata[0], "rescaled"));
      if (good[i].i1 == 1)
        g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "i2")), ==, 0);
    }
}

/* index -> drivers (i0 "R&D" "研发", i1 "Patents" "专利"), elements (i2 "Patents" "专利 (件)") */
static NqpTree *
make_named_tree (void)
{
  static const char *const en[] = { "R&D intensity", "Patents", "Patents" };
  static const char *const zh[] = { "研发强度", "专利", "专利（件）" };
  g_autoptr (NqpPanel) panel = nqp_panel_new (1, 1, 1, 3, 3, 0, 0, 0);

  for (int j = 0; j < 3; j++)
    {
      panel->indicators[j].code = g_strdup_printf ("i%d", j);
      panel->indicators[j].name = nqp_text_new (en[j], zh[j]);
      panel->indicators[j].pillar = g_strdup (j == 2 ? "elements" : "drivers");
      panel->indicators[j].numerator = j;
    }
  return nqp_panel_make_tree (panel);
}

static void
test_names (void)
{
  static const char *const good[] = {
    "node,weight\n研发强度,0.25\n专利,0.75\n",
    "indicator,weight\nr&d  INTENSITY,0.25\n专 利,0.75\n",
    "指标,权重\nR and D Intensity,0.25\ni1,0.75\n",
  };
  g_autoptr (NqpTree) tree = make_named_tree ();
  g_autoptr (GError) error = NULL;
  const char *several = "node,weight\ni0,0.25\nPatents,0.75\n";

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (NqpTree) read
          = nqp_weights_parse_csv (tree, good[i], strlen (good[i]), "w.csv", NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "i0")), ==, 0.25);
    }
  g_assert_null (nqp_weights_parse_csv (tree, several, strlen (several), "w.csv", NULL, &error));
  g_assert_true (
      g_str_has_prefix (error->message, "w.csv:3:1: found “Patents”, which is the name of several"));
}

/* As spreadsheets save it. */
static void
test_utf16 (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  g_autoptr (GError) error = NULL;
  const char *text = "\xef\xbb\xbfnode\tweight\tnote\r\ni1\t0.1\t权重\r\ni2\t0.9\t\r\n";
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (NqpTree) read = nqp_weights_parse_csv (tree, bytes, length, "w.csv", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "i2")), ==, 0.9);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* what it begins with */
  } bad[] = {
    { "", "w.csv: the file is empty" },
    { "a,b\n1,2\n", "w.csv:1: found the columns “a, b”" },
    { "node,weight\n", "w.csv: found no weights" },
    { "node,weight\ni1,0.4\ni2,0.5\n", "w.csv: the weights below “drivers” sum to 0.9, expected 1" },
    { "node,weight\ni1,0.4\n", "w.csv: “i1” has a weight but “i2” has none" },
    { "node,weight\ni1,0.4\nnobody,0.6\n", "w.csv:3:1: found “nobody”" },
    { "node,weight\ni1,0.4\ni1,0.6\n", "w.csv:3:1: found “i1” a second time (first in line 2)" },
    { "node,weight\ni1,-0.4\ni2,1.4\n", "w.csv:2:2: found “-0.4”" },
    { "node,weight\ni1,many\ni2,0.6\n", "w.csv:2:2: found “many”" },
    { "node,weight\ni1,nan\ni2,1\n", "w.csv:2:2: found “nan”" },
    { "node,weight\ni1,\ni2,1\n", "w.csv:2:2: found “”" },
    { "node,weight\n\"i1\"x,0.4\n", "w.csv:2:1: Found text behind a closing quote" },
    { "node,weight,Weight\ni1,0.4,0.4\n", "w.csv:1:3: The column “weight” stands here a second time" },
    { "node,weight\ni1\n", "w.csv:2: found 1 fields, expected at least 2" },
    { "node,weight\n\"i1,0.4\n", "w.csv:2:1: A quote is opened here and never closed." },
    { "node,weight\ni1,0.4\n\xff\xfe,1\n",
      "w.csv:3: Found the byte 0xFF, which is no valid UTF-8; expected text in UTF-8" },
    { "node,global\ni1,0.4\ni2,0.6\n", "w.csv: “i0” has no weight" },
    { "node,global\ni0,0.4\ni1,0.4\ni2,0.4\n", "w.csv: the weights of the indicators sum to 1.2" },
    { "node,weight\ni1,0.5\ni2,0.51001\n", "w.csv: the weights below “drivers” sum to 1.01001" },
    { "node,weight\ni1,0.5\ni2,0.4899\n", "w.csv: the weights below “drivers” sum to 0.9899" },
    { "node,weight\ni1,50\ni2,51.1\n", "w.csv: the weights below “drivers” sum to 101.1, expected 1 or 100" },
    { "node,weight\ni1,50 %\ni2,0.5\n", "w.csv: the weight of “i1” is a percentage" },
    { "node,weight\ni1,0.5%\ni2,0.5%\n", "w.csv: the weights below “drivers” sum to 1," },
    { "node,weight\ni1,%\ni2,1\n", "w.csv:2:2: found “%”" },
    { "node,weight\ni1,0,5\ni2,0,5\n", "w.csv: the weights below “drivers” sum to 0" },
    { "node,global\ndrivers,0.4\n", "w.csv:2:1: found “drivers”, expected an indicator" },
  };
  g_autoptr (NqpTree) tree = make_tree ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nqp_weights_parse_csv (tree, bad[i].text, strlen (bad[i].text), "w.csv", NULL, &error));
      g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, bad[i].message));
    }
}

static void
test_off (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  g_autoptr (NqpTree) off = nqp_tree_set_on (tree, nqp_tree_find (tree, "i1"), FALSE);
  const char *good = "node,weight\ni1,0\ni2,1\n";
  const char *without = "node,weight\ni2,1\n";
  const char *bad = "node,weight\ni1,0.5\ni2,0.5\n";
  g_autoptr (NqpTree) a = nqp_weights_parse_csv (off, good, strlen (good), "w.csv", NULL, NULL);
  g_autoptr (NqpTree) b = nqp_weights_parse_csv (off, without, strlen (without), "w.csv", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_tree_equal_weights (a, off));
  g_assert_true (nqp_tree_equal_weights (b, off));
  g_assert_null (nqp_weights_parse_csv (off, bad, strlen (bad), "w.csv", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "w.csv:2:2: found 0.5 for “i1”, which is switched off"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights-csv/read", test_read);
  g_test_add_func ("/weights-csv/rounded", test_rounded);
  g_test_add_func ("/weights-csv/names", test_names);
  g_test_add_func ("/weights-csv/utf16", test_utf16);
  g_test_add_func ("/weights-csv/refused", test_refused);
  g_test_add_func ("/weights-csv/off", test_off);
  return g_test_run ();
}
