/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-import.h"
#include "nqp-judgements-csv.h"
#include "nqp-weights-csv.h"

static char *children[] = { "a", "b", "c", NULL };

static NqpTree *
small_tree (void)
{
  NqpTree *tree = nqp_tree_new ();
  const NqpText name = nqp_text_new ("Name", NULL);

  nqp_tree_add (tree, -1, "index", &name, NQP_LEVEL_INDEX, -1, 1, FALSE, TRUE);
  nqp_tree_add (tree, 0, "elements", &name, NQP_LEVEL_PILLAR, -1, NAN, FALSE, TRUE);
  nqp_tree_add (tree, 1, "elements.tools", &name, NQP_LEVEL_COMPONENT, -1, NAN, FALSE, TRUE);
  for (int i = 0; i < 3; i++)
    nqp_tree_add (tree, 2, children[i], &name, NQP_LEVEL_INDICATOR, i, NAN, FALSE, TRUE);
  nqp_tree_seal (tree);
  nqp_text_clear ((NqpText *)&name);
  return tree;
}

static NqpJudgements *
judge (double ab, double ac, double bc, GError **error)
{
  double a[] = { 1, ab, ac, 1 / ab, 1, bc, 1 / ac, 1 / bc, 1 };

  return nqp_judgements_new (1, &(NqpJudgementMatrix){ "elements.tools", 3, children, a }, error);
}

static void
test_values (void)
{
  g_autoptr (NqpJudgements) judgements = judge (3, 5, 2, NULL);
  g_autoptr (NqpJudgements) changed = NULL;
  g_autoptr (NqpJudgements) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "a", "c"), ==, 5);
  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "c", "a"), ==, 1.0 / 5);
  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "b", "b"), ==, 1);
  g_assert_true (isnan (nqp_judgements_get (judgements, "elements", "a", "c")));
  g_assert_true (isnan (nqp_judgements_get (NULL, "elements", "a", "c")));
  changed = nqp_judgements_with (judgements, "elements.tools", "c", "a", 4, NULL);
  g_assert_cmpfloat (nqp_judgements_get (changed, "elements.tools", "a", "c"), ==, 0.25);
  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "a", "c"), ==, 5);
  g_assert_false (nqp_judgements_equal (judgements, changed));
  g_assert_null (nqp_judgements_with (judgements, "elements.tools", "a", "c", 0, &error));
  g_assert_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_VALUE);
  none = nqp_judgements_without (changed, "elements.tools");
  g_assert_true (nqp_judgements_equal (none, NULL));
}

static void
refuse_matrix (const double *a, NqpJudgementsError code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      nqp_judgements_new (1, &(NqpJudgementMatrix){ "elements.tools", 3, children, (double *)a }, &error));
  g_assert_error (error, NQP_JUDGEMENTS_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_nonnull (strstr (error->message, "elements.tools"));
}

static void
test_bad_matrix (void)
{
  refuse_matrix ((const double[]){ 1, 3, 5, 0.5, 1, 2, 0.2, 0.5, 1 }, NQP_JUDGEMENTS_ERROR_RECIPROCAL, "0.5");
  refuse_matrix ((const double[]){ 1, 0, 5, 0, 1, 2, 0.2, 0.5, 1 }, NQP_JUDGEMENTS_ERROR_VALUE, "is 0,");
  refuse_matrix ((const double[]){ 1, -2, 5, -0.5, 1, 2, 0.2, 0.5, 1 }, NQP_JUDGEMENTS_ERROR_VALUE, "-2");
  refuse_matrix ((const double[]){ 1, NAN, 5, NAN, 1, 2, 0.2, 0.5, 1 }, NQP_JUDGEMENTS_ERROR_VALUE,
                 "no number");
  refuse_matrix ((const double[]){ 1, 2, 5, 0.5, 2, 2, 0.2, 0.5, 1 }, NQP_JUDGEMENTS_ERROR_VALUE, "itself");
}

/* Every edit of a tree keeps what was judged. */
static void
test_tree (void)
{
  g_autoptr (NqpTree) tree = small_tree ();
  g_autoptr (NqpTree) judged = nqp_tree_set_judgement (tree, 4, 3, 3, NULL);
  g_autoptr (NqpTree) weighed = nqp_tree_set_weight (judged, 3, 0.5);
  g_autoptr (NqpTree) off = nqp_tree_set_on (weighed, 3, FALSE);
  g_autoptr (NqpTree) locked = nqp_tree_set_locked (off, 4, TRUE);
  g_autoptr (NqpTree) equal = nqp_tree_with_equal_weights (locked);
  g_autoptr (NqpTree) from_file = NULL;
  g_autoptr (NqpTree) none = nqp_tree_with_judgements (equal, NULL);
  g_autoptr (GError) error = NULL;
  const char *csv = "node,weight\na,0\nb,0.25\nc,0.75\n";

  g_assert_null (tree->judgements);
  g_assert_cmpfloat (nqp_judgements_get (judged->judgements, "elements.tools", "b", "a"), ==, 3);
  g_assert_cmpfloat (nqp_judgements_get (judged->judgements, "elements.tools", "b", "c"), ==, 1);
  g_assert_true (equal->judgements == judged->judgements);
  from_file = nqp_weights_parse_csv (off, csv, strlen (csv), "w.csv", NULL, NULL);
  g_assert_true (from_file->judgements == judged->judgements);
  g_assert_null (none->judgements);
  g_assert_null (nqp_tree_set_judgement (tree, 4, 3, -1, &error));
  g_assert_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_VALUE);
}

static void
test_csv (void)
{
  g_autoptr (NqpTree) tree = small_tree ();
  const char *csv = "\xef\xbb\xbf"
                    "value,parent,a,b,why\r\n1/3,elements.tools,a,b,\"so, so\"\r\n"
                    "5,elements.tools,a,c,\r\n0.7,elements.tools,c,b,\r\n1,elements.tools,c,c,\r\n";
  g_autoptr (NqpJudgements) judgements
      = nqp_judgements_parse_csv (tree, csv, strlen (csv), "judgements.csv", NULL);
  g_autoptr (NqpJudgements) again = NULL;
  g_autoptr (GString) written = g_string_new (NULL);
  g_autoptr (GString) twice = g_string_new (NULL);

  g_assert_nonnull (judgements);
  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "b", "a"), ==, 3);
  g_assert_cmpfloat (nqp_judgements_get (judgements, "elements.tools", "b", "c"), ==, 1 / 0.7);
  nqp_judgements_print_csv (judgements, written);
  g_assert_true (g_str_has_prefix (written->str, "parent,a,b,value\nelements.tools,a,b,0.333"));
  again = nqp_judgements_parse_csv (tree, written->str, written->len, "judgements.csv", NULL);
  g_assert_true (nqp_judgements_equal (judgements, again));
  nqp_judgements_print_csv (again, twice);
  g_assert_cmpstr (twice->str, ==, written->str);
}

static void
test_bad_csv (void)
{
  static const struct
  {
    const char *text, *where, *word;
  } cases[] = {
    { "", "j.csv: ", "empty" },
    { "parent,a,b\n", "j.csv:1: ", "value" },
    { "parent,a,b,value\n", "j.csv: ", "no judgements" },
    { "parent,a,b,value\nelements.tools,a,b,0\n", "j.csv:2:4: ", "“0”" },
    { "parent,a,b,value\nelements.tools,a,b,-3\n", "j.csv:2:4: ", "“-3”" },
    { "parent,a,b,value\nelements.tools,a,b,1/0\n", "j.csv:2:4: ", "“1/0”" },
    { "parent,a,b,value\nelements.tools,a,b,strong\n", "j.csv:2:4: ", "“strong”" },
    { "parent,a,b,value\n\nelements.tools,a,x,3\n", "j.csv:3:3: ", "“x”" },
    { "parent,a,b,value\nelements.tools,x,a,3\n", "j.csv:2:2: ", "“x”" },
    { "parent,a,b,value\nnowhere,a,b,3\n", "j.csv:2:1: ", "“nowhere”" },
    { "parent,a,b,value\na,a,b,3\n", "j.csv:2:1: ", "“a”" },
    { "parent,a,b,value\nelements.tools,a,a,3\n", "j.csv:2:4: ", "itself" },
    { "parent,a,b,value\nelements.tools,a,b,3\nelements.tools,a,b,3\n", "j.csv:3:2: ", "line 2" },
    { "parent,a,b,value\nelements.tools,a,b,3\nelements.tools,b,a,0.3333\n",
      "j.csv:3:4: ", "one divided by" },
    { "parent,a,b,value\nelements.tools,a,b,3\nelements.tools,a,c,3\n",
      "j.csv: ", "“b” is not compared with “c”" },
    { "parent,a,b,value\nelements.tools,a\n", "j.csv:2: ", "2 fields" },
    { "parent,a,b,value\nelements.tools,\"a,b,3\n", "j.csv:2:2: ", "quote" },
    { "parent,a,b,value\nelements.tools,\xff,b,3\n", "j.csv:2: ", "UTF-8" },
  };
  g_autoptr (NqpTree) tree = small_tree ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nqp_judgements_parse_csv (tree, cases[i].text, strlen (cases[i].text), "j.csv", &error));
      g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].where));
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgements/values", test_values);
  g_test_add_func ("/judgements/bad-matrix", test_bad_matrix);
  g_test_add_func ("/judgements/tree", test_tree);
  g_test_add_func ("/judgements/csv", test_csv);
  g_test_add_func ("/judgements/bad-csv", test_bad_csv);
  return g_test_run ();
}
