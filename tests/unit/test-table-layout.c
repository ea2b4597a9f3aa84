/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-check.h"
#include "nqp-table-layout.h"

/* Rows as a workbook will give them: cells with marks. */
typedef struct
{
  NqpRows rows;
  const char *const *
      cells; /* rows of @n_columns, "~": lies under merged cells, "%0.5": a number shown in percent, "=5": a number */
  int n_rows, n_columns, at;
  NqpField fields[16];
  char texts[16][64];
  guint8 marks[16];
} FakeRows;

static NqpCsvStatus
fake_next (NqpRows *rows)
{
  FakeRows *self = (FakeRows *)rows;

  if (self->at == self->n_rows)
    return NQP_CSV_END;
  for (int c = 0; c < self->n_columns; c++)
    {
      const char *text = self->cells[self->at * self->n_columns + c];

      self->marks[c] = *text == '%'   ? NQP_FIELD_NUMBER | NQP_FIELD_PERCENT
                       : *text == '=' ? NQP_FIELD_NUMBER
                                      : 0;
      if (*text == '~')
        self->marks[c] = NQP_FIELD_COVERED;
      g_strlcpy (self->texts[c], strchr ("%=~", *text) != NULL && *text != '\0' ? text + 1 : text,
                 sizeof self->texts[c]);
      self->fields[c] = (NqpField){ self->texts[c], strlen (self->texts[c]) };
    }
  rows->fields = self->fields;
  rows->marks = self->marks;
  rows->n_fields = self->n_columns;
  rows->number = ++self->at;
  return NQP_CSV_ROW;
}

static double
fake_fraction (const NqpRows *rows)
{
  return 0.5;
}

static NqpRows *
fake_look_ahead (const NqpRows *rows)
{
  FakeRows *copy = g_memdup2 (rows, sizeof (FakeRows));

  return &copy->rows;
}

static gboolean
fake_skip_to_last (NqpRows *rows, int n)
{
  FakeRows *self = (FakeRows *)rows;

  self->at = MAX (self->at, self->n_rows - n);
  return TRUE;
}

static int
fake_count_skipped (const NqpRows *rows)
{
  return 0; /* rows know their number */
}

static void
fake_free (NqpRows *rows)
{
  g_free (rows);
}

static const NqpRowsClass fake_class
    = { fake_next, fake_fraction, fake_look_ahead, fake_skip_to_last, fake_count_skipped, fake_free };

static NqpRows *
new_fake (const char *const *cells, int n_rows, int n_columns)
{
  FakeRows *self = g_new0 (FakeRows, 1);

  self->rows.class = &fake_class;
  self->rows.file = "book.xlsx";
  self->cells = cells;
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  return &self->rows;
}

/* A merged title, years over indicators, a note below. */
static const char *const book[] = {
  "表1 各地区指标",
  "~表1 各地区指标",
  "~表1 各地区指标",
  "~表1 各地区指标",
  "~表1 各地区指标",
  "地区",
  "2020年",
  "~2020年",
  "2021年",
  "~2021年",
  "~地区",
  "GDP（亿元）",
  "增速",
  "GDP（亿元）",
  "增速",
  "北京",
  "=1.5",
  "%0.456",
  "=2",
  "%0.07",
  "天津",
  "=3",
  "%0.1",
  "=4",
  "%-0.02",
  "注：初步数",
  "",
  "",
  "",
  "",
};

static void
test_merged (void)
{
  g_autoptr (NqpRows) rows = new_fake (book, 6, 5);
  g_autoptr (NqpTableLayout) layout = nqp_table_layout_guess (rows, NULL);
  const NqpLayoutColumn *column;

  g_assert_false (nqp_table_layout_asks (layout));
  g_assert_cmpint (layout->first_header, ==, 2);
  g_assert_cmpint (layout->last_header, ==, 3);
  g_assert_cmpint (layout->first_row, ==, 4);
  g_assert_cmpint (layout->last_row, ==, 5);
  g_assert_cmpint (nqp_table_layout_find (layout, NQP_COLUMN_REGION), ==, 0);
  column = nqp_table_layout_column (layout, 3);
  g_assert_cmpint (column->role, ==, NQP_COLUMN_SERIES);
  g_assert_cmpint (column->year, ==, 2021);
  g_assert_cmpstr (column->name, ==, "GDP");
  g_assert_cmpstr (column->unit, ==, "亿元");
}

static NqpTableLayout *
guess_text (const char *text, const NqpLayoutHints *hints)
{
  NqpProblems problems = { .list = check_new_problems () };
  g_auto (NqpCsv) csv = { 0 };
  g_autoptr (NqpRows) rows = NULL;
  NqpTableLayout *layout;

  g_assert_true (nqp_csv_open_text (&csv, text, strlen (text), "some/gdp-2019.csv", &problems));
  rows = nqp_csv_rows_new (&csv);
  layout = nqp_table_layout_guess (rows, hints);
  /* the rows are still there */
  g_assert_cmpint (nqp_rows_next (rows), ==, NQP_CSV_ROW);
  g_assert_cmpint (rows->number, ==, 1);
  g_ptr_array_unref (problems.list);
  return layout;
}

static char *
roles_of (const NqpTableLayout *layout)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < layout->columns->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "",
                            nqp_column_role_id (nqp_table_layout_column (layout, (int)i)->role));
  return g_string_free (out, FALSE);
}

static void
test_roles (void)
{
  static const struct
  {
    const char *text, *roles;
  } cases[] = {
    { "region,year,a\nx,2020,1\n", "region,year,series" },
    { "code,year,a\nx,2020,1\n", "code,year,series" },
    { "Country Name;Country Code;Time;a\nx;X;2020;1\n", "region,code,year,series" },
    { "省份,省份代码,城市,城市代码,年份,a\n甲,1,乙,2,2020,1\n甲,1,丙,3,2020,1\n",
      "group,ignore,region,code,year,series" },
    { "region,name,year,a\nx,X,2020,1\n", "code,region,year,series" },
    { "id,city,year,a\n7,x,2020,1\n7,x,2021,1\n8,y,2020,1\n", "code,region,year,series" },
    { "no.,city,year,a\n1,x,2020,1\n2,x,2021,1\n3,y,2020,1\n", "ignore,region,year,series" },
    { "region,year,indicator,value,note\nx,2020,a,1,n\n", "region,year,indicator,value,ignore" },
    { "地区代码,地区,指标,指标代码,单位,2019年,2020年\n1,x,a,A,%,1,2\n",
      "code,region,indicator,indicator-code,unit,series,series" },
    { "country,income group,year,a\nx,High,2020,1\n", "region,group,year,series" },
    { "region,year,value\nx,2020,1\n", "region,year,series" },
    { "name,period,a\nx,2020,1\n", "region,year,series" },
    { "region,year,2020,2021\nx,2020,1,2\n", "region,year,series,series" },
    { "区县（县级市）,年度,a\nx,2020,1\n", "region,year,series" },
    { "ＲＥＧＩＯＮ　ＣＯＤＥ,Y_E-A R,a\nx,2020,1\n", "code,year,series" },
    { "region,date,a\nx,31/12/2020,1\nx,31/12/2021,2\n", "region,year,series" },
    { "region;date;a\nx;01.02.2020;1\n", "region,year,series" },
    { "geo\\time;2019;2020\nDE;1,0;2,0\nFR;:;4,0\n", "region,series,series" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NqpTableLayout) layout = guess_text (cases[i].text, NULL);
      g_autofree char *roles = roles_of (layout);

      g_assert_cmpstr (roles, ==, cases[i].roles);
      g_assert_false (nqp_table_layout_asks (layout));
    }
}

/* Name and year in one: all columns of values, or one name with several years. */
static void
test_years_in_names (void)
{
  static const struct
  {
    const char *text, *columns;
  } cases[] = {
    { "city,GDP_2020,GDP_2021,POP_2020,POP_2021\nx,1,2,3,4\n", "GDP 2020|GDP 2021|POP 2020|POP 2021|" },
    { "city,2020 GDP,2021 GDP\nx,1,2\n", "GDP 2020|GDP 2021|" },
    { "城市,2020年人口（万人）,2021年人口（万人）\nx,1,2\n", "人口 2020|人口 2021|" },
    { "城市,人口2020年度,面积2020年度\nx,1,2\n", "人口 2020|面积 2020|" },
    { "city,GDP (2020),GDP (2021)\nx,1,2\n", "GDP 2020|GDP 2021|" },
    { "city,gdp2020,gdp2021\nx,1,2\n", "gdp 2020|gdp 2021|" },
    { "city,year,plan2030,plan2040\nx,2020,1,2\n", "plan2030 0|plan2040 0|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NqpTableLayout) layout = guess_text (cases[i].text, NULL);
      g_autoptr (GString) columns = g_string_new (NULL);

      for (guint c = 0; c < layout->columns->len; c++)
        {
          const NqpLayoutColumn *column = nqp_table_layout_column (layout, (int)c);

          if (column->role == NQP_COLUMN_SERIES)
            g_string_append_printf (columns, "%s %d|", column->name, column->year);
        }
      g_assert_cmpstr (columns->str, ==, cases[i].columns);
      g_assert_false (nqp_table_layout_asks (layout));
    }
}

/* Years in some names only say nothing for sure. */
static void
test_years_in_few_names (void)
{
  static const char *const texts[]
      = { "city,plan2030,GDP\nx,1,2\n", "city,GDP2020,POP\nx,1,2\n", "city,no12345,no12346\nx,1,2\n",
          "city,GDP_2020,GDP_2021,AREA\nx,1,2,3\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (NqpTableLayout) layout = guess_text (texts[i], NULL);

      g_assert_true (nqp_table_layout_asks (layout));
    }
}

/* What is asked is answered by a role, and the answer kept. */
static void
test_corrected (void)
{
  g_autoptr (NqpTableLayout) layout = guess_text ("region,year,a,kind\nx,2020,1,old\ny,2020,2,new\n", NULL);
  g_autoptr (NqpTableLayout) copy = NULL;
  g_autofree char *said = NULL;

  g_assert_true (nqp_table_layout_asks (layout));
  nqp_table_layout_set_role (layout, 3, NQP_COLUMN_GROUP);
  g_assert_false (nqp_table_layout_asks (layout));
  copy = nqp_table_layout_copy (layout);
  g_assert_cmpint (nqp_table_layout_find (copy, NQP_COLUMN_GROUP), ==, 3);
  said = nqp_table_layout_describe (copy);
  g_assert_nonnull (strstr (said, "kind: group"));
}

static void
test_hints (void)
{
  static const char *const columns[] = { "where=region", "3=ignore", NULL };
  const NqpLayoutHints hints = { .columns = columns, .year = 2019, .first_row = 3, .last_row = 4 };
  g_autoptr (NqpTableLayout) layout = guess_text ("where,a,b\nx,1,u\ny,2,v\nz,3,w\n", &hints);
  g_autofree char *roles = roles_of (layout);

  g_assert_cmpstr (roles, ==, "region,series,ignore");
  g_assert_false (nqp_table_layout_asks (layout));
  g_assert_cmpint (layout->year, ==, 2019);
  g_assert_cmpint (layout->first_row, ==, 3);
  g_assert_cmpint (layout->last_row, ==, 4);
}

/* What the user calls the values counts instead of their header; what cannot be is asked. */
static void
test_words (void)
{
  static const struct
  {
    const char *text, *column;
    const char *shown; /* all columns of values: name, code, unit; NULL: asked */
  } cases[] = {
    { "city,year,GDP (bn),POP\nx,2020,1,2\n", "GDP (bn)=series,code=gdp,name=Gross,, all,unit=yuan",
      "Gross, all/gdp/yuan|POP/-/-|" },
    { "city,year,GDP (bn),POP\nx,2020,1,2\n", "GDP (bn)=series,unit=", "GDP/-/-|POP/-/-|" },
    { "city,year,a=value,POP\nx,2020,1,2\n", "a=value=series,code=a", "a=value/a/-|POP/-/-|" },
    { "city,GDP_2020,GDP_2021,P_2020\nx,1,2,3\n", "GDP_2021=series,code=g,name=Gross",
      "Gross/g/-|Gross/g/-|P/-/-|" },
    { "city,2020,2021\nx,1,2\n", "2021=series,code=g,name=Gross,unit=bn", "Gross/g/bn|Gross/g/bn|" },
    { "city,year,value\nx,2020,1\n", "3=value,code=g,name=Gross,unit=bn", "Gross/g/bn|" },
    { "city,year,indicator,value\nx,2020,g,1\n", "value=value,unit=bn", "-/-/bn|" },
    { "city,year,indicator,value\nx,2020,g,1\n", "value=value,name=x", NULL },
    { "city,year,indicator,unit,value\nx,2020,g,bn,1\n", "value=value,unit=x", NULL },
    { "city,year,GDP (bn),POP\nx,2020,1,2\n", "POP=series,code=GDP", NULL },
    { "city,GDP_2020,GDP_2021,P_2020\nx,1,2,3\n", "GDP_2021=series,code=P", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const columns[] = { cases[i].column, NULL };
      const NqpLayoutHints hints = { .columns = columns };
      g_autoptr (NqpTableLayout) guessed = guess_text (cases[i].text, &hints);
      g_autoptr (NqpTableLayout) layout = nqp_table_layout_copy (guessed);
      g_autoptr (GString) shown = g_string_new (NULL);

      g_assert_cmpint (nqp_table_layout_asks (layout), ==, cases[i].shown == NULL);
      for (int c = 0; c < (int)layout->columns->len; c++)
        {
          const NqpValueWords words = nqp_table_layout_words (layout, c);

          if (words.open != 0)
            g_string_append_printf (shown, "%s/%s/%s|", words.name != NULL ? words.name : "-",
                                    words.code != NULL ? words.code : "-",
                                    words.unit != NULL ? words.unit : "-");
        }
      if (cases[i].shown != NULL)
        g_assert_cmpstr (shown->str, ==, cases[i].shown);
    }
}

static void
test_refused_hints (void)
{
  static const char *const texts[] = { "a",
                                       "=year",
                                       "a=yeer",
                                       "a=series,",
                                       "a=series,nam=x",
                                       "a=series,code=a b",
                                       "a=year,unit=x",
                                       "a=series,name=",
                                       "a=series,code=",
                                       "a=series,code=AREA",
                                       "a=series,code=a,code=b" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GError) error = NULL;
      NqpRoleHint hint = { 0 };

      g_assert_false (nqp_role_hint_parse (texts[i], &name, &hint, &error));
      g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
      g_assert_null (name);
    }
}

/* Footnotes at the end of a file of which the sample has the ends alone: rows keep their numbers. */
static void
test_long_file (void)
{
  g_autoptr (GString) text = g_string_new ("地区,年份,甲\r\n");
  g_autoptr (NqpTableLayout) layout = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text, "r%d,2020,\"%d\"\r\n", i, i);
  g_string_append (text, "\r\n注：无\r\n数据来源：统计局\r\n");
  layout = guess_text (text->str, NULL);
  g_assert_cmpint (layout->last_row, ==, 1001);
  g_assert_cmpstr (layout->source, ==, "统计局");
}

static void
test_codes (void)
{
  static const char *const cases[][2] = {
    { "GDP", "GDP" },
    { "gdp.per-head", "gdp.per-head" },
    { "地区生产总值", "地区生产总值" },
    { "R&D 经费 (亿元)", "R_D_经费_亿元" },
    { "  ", "x" },
    { "Employment to population ratio, 15+, total (modeled ILO estimate)",
      "Employment_to_population_ratio_15_total_modeled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *code = nqp_make_code (cases[i][0]);

      g_assert_cmpstr (code, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-layout/merged", test_merged);
  g_test_add_func ("/table-layout/roles", test_roles);
  g_test_add_func ("/table-layout/years-in-names", test_years_in_names);
  g_test_add_func ("/table-layout/years-in-few-names", test_years_in_few_names);
  g_test_add_func ("/table-layout/corrected", test_corrected);
  g_test_add_func ("/table-layout/hints", test_hints);
  g_test_add_func ("/table-layout/words", test_words);
  g_test_add_func ("/table-layout/refused-hints", test_refused_hints);
  g_test_add_func ("/table-layout/long-file", test_long_file);
  g_test_add_func ("/table-layout/codes", test_codes);
  return g_test_run ();
}
