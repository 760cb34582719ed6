/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the runner uses of Check's interface, for systems on which Check cannot be built: those without
   processes.  Tests run in the process that calls (CK_NOFORK); nothing is printed.  The names and
   what they mean are Check's: https://libcheck.github.io/check/ */
#ifndef CHECK_STAND_IN_H
#define CHECK_STAND_IN_H

/* In the place of CHECK_MAJOR_VERSION and its like: the record says which of the two asked.  */
#define CHECK_STAND_IN 1

typedef struct Suite Suite;
typedef struct TCase TCase;
typedef struct SRunner SRunner;
typedef struct TestResult TestResult;
typedef void test_function (void);

enum print_output { CK_SILENT };
enum fork_status { CK_FORK, CK_NOFORK };

#define START_TEST(name)                                                                           \
  static void name (void)                                                                          \
  {
#define END_TEST }

/* Each takes what it is given, and srunner_free frees all of it.  The program ends with a message
   where there is no memory.  A suite has one case, and a case one test.  */
Suite *suite_create (const char *name);
TCase *tcase_create (const char *name);
void tcase_add_test (TCase *test_case, test_function *test);
void suite_add_tcase (Suite *suite, TCase *test_case);
SRunner *srunner_create (Suite *suite);
void srunner_free (SRunner *runner);

/* Only CK_NOFORK can be had, whatever is asked for.  */
void srunner_set_fork_status (SRunner *runner, enum fork_status status);

/* A test fails by a signal that a mistake of its own raises; it ends there.  */
void srunner_run_all (SRunner *runner, enum print_output output);

/* The results are the runner's; the array is the caller's to free.  */
int srunner_ntests_failed (SRunner *runner);
TestResult **srunner_failures (SRunner *runner);

/* "Received signal 11".  */
const char *tr_msg (const TestResult *result);

#endif
