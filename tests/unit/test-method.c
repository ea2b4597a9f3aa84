/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-method.h"
#include "random-panel.h"

static void
test_default (void)
{
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  text = nqp_method_to_string (&method);
  description = nqp_method_describe (&method);
  label = nqp_method_scheme_label (&method);
  g_assert_cmpstr (text, ==,
                   "missing=leave outliers=none normalise=minmax weights=entropy aggregate=arithmetic "
                   "coverage=0.6666666666666666 floor=0.01");
  g_assert_cmpstr (description, ==, "entropy weights, min-max over all years, arithmetic mean");
  g_assert_cmpstr (label, ==, "Entropy");
  g_assert_true (nqp_method_is_pooled (&method));
  g_assert_true (nqp_method_check (&method, NULL));
}

static void
test_describe (void)
{
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (
      nqp_method_parse (&method,
                        "weights=custom(critic)  missing=linear normalise=minmax-year aggregate=geometric "
                        "coverage=0.5",
                        NULL));
  description = nqp_method_describe (&method);
  label = nqp_method_scheme_label (&method);
  g_assert_cmpstr (
      description, ==,
      "custom weights (from CRITIC weights), min-max within each year, geometric mean; linear gaps; "
      "coverage of at least 50 %");
  g_assert_cmpstr (label, ==, "Custom (from CRITIC)");
  g_assert_false (nqp_method_is_pooled (&method));
}

/* Every method there is prints and parses back as itself. */
static void
test_round_trip (void)
{
  NqpMethod method;

  nqp_method_init (&method);
  for (int missing = 0; missing < NQP_N_MISSING; missing++)
    for (int normalise = 0; normalise < NQP_N_NORMALISE; normalise++)
      for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
        for (int from = 0; from < NQP_N_SCHEMES; from++)
          for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
            {
              g_autofree char *text = NULL;
              g_autofree char *again = NULL;
              NqpMethod back;

              method.missing = (NqpMissing)missing;
              method.normalise = (NqpNormalise)normalise;
              method.scheme = (NqpScheme)scheme;
              method.custom_from = (NqpScheme)from;
              nqp_method_set_aggregate (&method, (NqpAggregate)aggregate);
              method.coverage = 0.1 * from;
              nqp_method_init (&back);
              text = nqp_method_to_string (&method);
              g_assert_true (nqp_method_parse (&back, text, NULL));
              g_assert_true (nqp_method_equal (&method, &back));
              again = nqp_method_to_string (&back);
              g_assert_cmpstr (text, ==, again);
              g_assert_cmpint (nqp_method_check (&back, NULL), ==,
                               normalise != NQP_NORMALISE_ZSCORE || aggregate == NQP_AGGREGATE_ARITHMETIC
                                   || aggregate >= NQP_AGGREGATE_TOPSIS);
            }
}

static void
test_refused (void)
{
  static const char *const bad[] = { "weights=fair",
                                     "weights=custom(fair)",
                                     "normalise=MINMAX",
                                     "speed=9",
                                     "entropy",
                                     "coverage=2",
                                     "coverage=x",
                                     "floor=0",
                                     "missing=",
                                     "aggregate=median",
                                     "outliers=some",
                                     "winsor=0.5",
                                     "power=11",
                                     "shift=-0.1",
                                     "weights=combine(entropy)",
                                     "weights=combine(entropy*custom)",
                                     "weights=custom(custom",
                                     "aggregate=region=geometric",
                                     "aggregate=component=",
                                     "aggregate=component=geometric,index" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strconcat ("missing=linear ", bad[i], NULL);
      g_autoptr (GError) error = NULL;
      NqpMethod method, before;

      nqp_method_init (&method);
      before = method;
      g_assert_false (nqp_method_parse (&method, text, &error));
      g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN);
      g_assert_true (nqp_method_equal (&method, &before));
    }
  {
    g_autoptr (GError) error = NULL;
    NqpMethod method;

    nqp_method_init (&method);
    nqp_method_set (&method, "weights", "fair", &error);
    g_assert_cmpstr (error->message, ==,
                     "weights: “fair” is not known; choose one of: equal, entropy, critic, cv, "
                     "pca, ahp, combine, optimise, custom");
  }
}

/* New keys are printed only when they say something; lines without them are read as before. */
static void
test_new_keys (void)
{
  static const struct
  {
    const char *text;
    const char *printed; /* NULL: as it is */
  } lines[] = {
    { "missing=nearest outliers=winsorise winsor=0.01 normalise=percentile weights=equal aggregate=topsis "
      "coverage=0.5 floor=0.01",
      NULL },
    { "missing=leave outliers=none winsor=0.05 normalise=goalposts weights=combine(ahp+entropy) shift=0.0001 "
      "aggregate=component=power,pillar=arithmetic,index=geometric power=-2 coverage=0.5 floor=0.01",
      NULL },
    { "missing=group-median outliers=box-cox normalise=distance weights=custom(combine(cv*pca)) "
      "aggregate=copeland coverage=0.5 floor=0.01",
      NULL },
    { "weights=combine coverage=0.5",
      "missing=leave outliers=none normalise=minmax weights=combine(entropy*critic) aggregate=arithmetic "
      "coverage=0.5 floor=0.01" },
    { "aggregate=harmonic aggregate=pillar=power aggregate=index=harmonic coverage=0.5",
      "missing=leave outliers=none normalise=minmax weights=entropy "
      "aggregate=component=harmonic,pillar=power,index=harmonic power=0.5 coverage=0.5 floor=0.01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      NqpMethod method, back;

      nqp_method_init (&method);
      g_assert_true (nqp_method_parse (&method, lines[i].text, &error));
      g_assert_no_error (error);
      g_assert_true (nqp_method_check (&method, &error));
      text = nqp_method_to_string (&method);
      g_assert_cmpstr (text, ==, lines[i].printed != NULL ? lines[i].printed : lines[i].text);
      nqp_method_init (&back);
      g_assert_true (nqp_method_parse (&back, text, NULL));
      g_assert_true (nqp_method_equal (&method, &back));
    }
}

static void
test_describe_levels (void)
{
  g_autofree char *description = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method,
                                   "outliers=winsorise winsor=0.05 missing=nearest weights=combine(ahp*cv) "
                                   "aggregate=component=geometric,pillar=power",
                                   NULL));
  description = nqp_method_describe (&method);
  g_assert_cmpstr (
      description, ==,
      "combined weights (product of Pairwise judgements (AHP) and Coefficient of variation), min-max "
      "over all years, components by geometric mean, pillars by power mean of exponent 0.5, index by "
      "arithmetic mean; gaps from the nearest year; winsorised at 5 %");
  g_assert_true (nqp_method_any_level (&method, NQP_AGGREGATE_POWER));
  g_assert_false (nqp_method_all_levels (&method, NQP_AGGREGATE_POWER));
  g_assert_cmpint (nqp_method_aggregate (&method, NQP_LEVEL_COMPONENT), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_true (nqp_method_is_pooled (&method));
  nqp_method_set_aggregate (&method, NQP_AGGREGATE_COPELAND); /* compares regions of a year */
  g_assert_false (nqp_method_is_pooled (&method));
}

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
test_weights_read (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  static const char *const good[] = {
    "node,weight\nelements,0.25\ndrivers,0.75\ni1,0.4\ni2,0.6\n",
    "\xef\xbb\xbfNode,level,parent,Weight,global\r\nindex,index,,1,1\r\nelements,pillar,index,0.25,."
    "25\r\n\r\n"
    "drivers,pillar,index,0.75,x\r\ni0,indicator,elements,1,\r\ni1,indicator,drivers,0.4,\r\ni2,indicator,"
    "drivers,0.6,",
    "global,node\n0.25,i0\n0.3,i1\n\"0.45\",\"i2\"\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpTree) read = nqp_weights_parse_csv (tree, good[i], strlen (good[i]), "w.csv", &error);

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "elements")), 0.25,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_tree_local_weight (read, nqp_tree_find (read, "i1")), 0.4, 1e-12);
      g_assert_cmpfloat_with_epsilon (nqp_tree_global_weight (read, nqp_tree_find (read, "i2")), 0.45, 1e-12);
    }
  {
    /* siblings that the file does not name keep what they have */
    const char *part = "node,weight\ni1,0.1\ni2,0.9\n";
    g_autoptr (NqpTree) read = nqp_weights_parse_csv (tree, part, strlen (part), "w.csv", NULL);

    g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "elements")), ==, 0.5);
    g_assert_cmpfloat (nqp_tree_local_weight (read, nqp_tree_find (read, "i2")), ==, 0.9);
  }
}

static void
test_weights_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* what it begins with */
  } bad[] = {
    { "", "w.csv: the file is empty" },
    { "a,b\n1,2\n", "w.csv:1: found the columns “a,b”" },
    { "node,weight\n", "w.csv: found no weights" },
    { "node,weight\ni1,0.4\ni2,0.5\n", "w.csv: the weights below “drivers” sum to 0.9, expected 1" },
    { "node,weight\ni1,0.4\n", "w.csv: “i1” has a weight but “i2” has none" },
    { "node,weight\ni1,0.4\nnobody,0.6\n", "w.csv:3:1: found “nobody”" },
    { "node,weight\ni1,0.4\ni1,0.6\n", "w.csv:3:1: found “i1” a second time (first in line 2)" },
    { "node,weight\ni1,-0.4\ni2,1.4\n", "w.csv:2:2: found “-0.4”" },
    { "node,weight\ni1,many\ni2,0.6\n", "w.csv:2:2: found “many”" },
    { "node,weight\ni1,nan\ni2,1\n", "w.csv:2:2: found “nan”" },
    { "node,weight\ni1,\ni2,1\n", "w.csv:2:2: found “”" },
    { "node,weight\ni1\n", "w.csv:2: found 1 fields, expected at least 2" },
    { "node,weight\n\"i1,0.4\n", "w.csv:2:1: found a quote that is never closed" },
    { "node,weight\ni1,0.4\n\xff\xfe,1\n", "w.csv:3: found bytes that are not UTF-8" },
    { "node,global\ni1,0.4\ni2,0.6\n", "w.csv: “i0” has no weight" },
    { "node,global\ni0,0.4\ni1,0.4\ni2,0.4\n", "w.csv: the weights of the indicators sum to 1.2" },
    { "node,global\ndrivers,0.4\n", "w.csv:2:1: found “drivers”, expected an indicator" },
  };
  g_autoptr (NqpTree) tree = make_tree ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nqp_weights_parse_csv (tree, bad[i].text, strlen (bad[i].text), "w.csv", &error));
      g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, bad[i].message));
    }
}

static void
test_weights_off (void)
{
  g_autoptr (NqpTree) tree = make_tree ();
  g_autoptr (NqpTree) off = nqp_tree_set_on (tree, nqp_tree_find (tree, "i1"), FALSE);
  const char *good = "node,weight\ni1,0\ni2,1\n";
  const char *without = "node,weight\ni2,1\n";
  const char *bad = "node,weight\ni1,0.5\ni2,0.5\n";
  g_autoptr (NqpTree) a = nqp_weights_parse_csv (off, good, strlen (good), "w.csv", NULL);
  g_autoptr (NqpTree) b = nqp_weights_parse_csv (off, without, strlen (without), "w.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_tree_equal_weights (a, off));
  g_assert_true (nqp_tree_equal_weights (b, off));
  g_assert_null (nqp_weights_parse_csv (off, bad, strlen (bad), "w.csv", &error));
  g_assert_true (g_str_has_prefix (error->message, "w.csv:2:2: found 0.5 for “i1”, which is switched off"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/method/default", test_default);
  g_test_add_func ("/method/describe", test_describe);
  g_test_add_func ("/method/round-trip", test_round_trip);
  g_test_add_func ("/method/refused", test_refused);
  g_test_add_func ("/method/new-keys", test_new_keys);
  g_test_add_func ("/method/describe-levels", test_describe_levels);
  g_test_add_func ("/method/weights-read", test_weights_read);
  g_test_add_func ("/method/weights-refused", test_weights_refused);
  g_test_add_func ("/method/weights-off", test_weights_off);
  return g_test_run ();
}
