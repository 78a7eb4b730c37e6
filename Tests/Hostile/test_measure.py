"""What the suite takes for growth, and what not: `python3 -m unittest` in this folder."""

import unittest

from measure import exponent

LENGTHS = [125_000, 250_000, 500_000, 1_000_000, 2_000_000]


def grown(cost):
    return exponent([(length, cost(length / LENGTHS[0])) for length in LENGTHS])


class Exponent(unittest.TestCase):
    def test_of_what_grows_with_the_length_is_one(self):
        self.assertAlmostEqual(grown(lambda n: 0.003 * n), 1)

    def test_of_a_square_is_two(self):
        self.assertAlmostEqual(grown(lambda n: 0.003 * n * n), 2)

    def test_of_a_length_with_its_logarithm_a_hundred_times_over_is_too_large(self):
        self.assertGreater(grown(lambda n: n ** 1.15), 1.1)

    def test_of_a_square_that_is_a_twentieth_of_the_work_at_first_is_too_large(self):
        self.assertGreater(grown(lambda n: n + n * n / 20), 1.1)

    def test_of_a_single_wrong_point_is_about_one(self):
        for wrong in LENGTHS:
            factor = lambda n: 1.4 if round(n * LENGTHS[0]) == wrong else 1
            self.assertLess(abs(grown(lambda n: n * factor(n)) - 1), 0.1)

    def test_of_a_first_step_is_about_one(self):
        self.assertLess(grown(lambda n: n if n < 2 else 1.5 * n), 1.1)

    def test_of_two_points_is_unknown(self):
        self.assertIsNone(exponent([(1, 1), (2, 4)]))

    def test_of_requests_of_one_length_counts_them_once(self):
        self.assertAlmostEqual(exponent([(1, 1), (2, 2), (4, 4), (4, 5), (4, 4)]), 1)
        self.assertIsNone(exponent([(4, 1), (4, 2), (4, 4)]))


if __name__ == "__main__":
    unittest.main()
