// The gradient of the Gaussian mixture log-posterior, derived by hand: what a careful C++ programmer writes. Formulas: the closed form in AdBench/GmmBenchmarks.cs.
#include <cmath>
#include <vector>

namespace {

double log_sum_exp(const double* values, int n) {
    double max = values[0];
    for (int i = 1; i < n; i++) max = std::fmax(max, values[i]);
    double sum = 0;
    for (int i = 0; i < n; i++) sum += std::exp(values[i] - max);
    return max + std::log(sum);
}

// q = Q c, Q lower triangular: exp of the packed diagonal, the strict part column by column.
void multiply(const double* diagonal, const double* lower, const double* c, double* q, int d) {
    for (int i = 0; i < d; i++) q[i] = diagonal[i] * c[i];
    int next = 0;
    for (int column = 0; column < d; column++)
        for (int row = column + 1; row < d; row++) q[row] += lower[next++] * c[column];
}

double prior(double gamma, int m, int d, int k, const double* icf, const double* diagonals, const double* sums, int size) {
    int nu = d + m + 1;
    double log_gamma = 0.25 * d * (d - 1) * std::log(M_PI);
    for (int j = 1; j <= d; j++) log_gamma += std::lgamma(0.5 * nu + 0.5 * (1 - j));
    double c = nu * d * (std::log(gamma) - 0.5 * std::log(2.0)) - log_gamma, out = 0;
    for (int n = 0; n < k; n++) {
        double frobenius = 0;
        for (int j = 0; j < d; j++) frobenius += diagonals[n * d + j] * diagonals[n * d + j];
        for (int j = d; j < size; j++) frobenius += icf[n * size + j] * icf[n * size + j];
        out += 0.5 * gamma * gamma * frobenius - m * sums[n];
    }
    return out - k * c;
}

}  // namespace

extern "C" double gmm_objective(int d, int k, int n, const double* alphas, const double* means, const double* icf, const double* x, double gamma, int m) {
    int size = d * (d + 1) / 2;
    std::vector<double> diagonals(k * d), sums(k), c(d), q(d), terms(k);
    for (int j = 0; j < k; j++)
        for (int i = 0; i < d; i++) {
            sums[j] += icf[j * size + i];
            diagonals[j * d + i] = std::exp(icf[j * size + i]);
        }
    double total = 0;
    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < d; i++) c[i] = x[p * d + i] - means[j * d + i];
            multiply(&diagonals[j * d], icf + j * size + d, c.data(), q.data(), d);
            double norm = 0;
            for (int i = 0; i < d; i++) norm += q[i] * q[i];
            terms[j] = alphas[j] + sums[j] - 0.5 * norm;
        }
        total += log_sum_exp(terms.data(), k);
    }
    return total - n * (log_sum_exp(alphas, k) + 0.5 * d * std::log(2 * M_PI)) + prior(gamma, m, d, k, icf, diagonals.data(), sums.data(), size);
}

extern "C" double gmm_gradient(int d, int k, int n, const double* alphas, const double* means, const double* icf, const double* x, double gamma, int m,
                               double* alphas_gradient, double* means_gradient, double* icf_gradient) {
    int size = d * (d + 1) / 2;
    std::vector<double> diagonals(k * d), sums(k), c(k * d), q(k * d), terms(k), weight(k), pull(k * d), spread(k * size);
    for (int j = 0; j < k; j++)
        for (int i = 0; i < d; i++) {
            sums[j] += icf[j * size + i];
            diagonals[j * d + i] = std::exp(icf[j * size + i]);
        }
    double total = 0;
    for (int p = 0; p < n; p++) {
        for (int j = 0; j < k; j++) {
            double *cj = &c[j * d], *qj = &q[j * d];
            for (int i = 0; i < d; i++) cj[i] = x[p * d + i] - means[j * d + i];
            multiply(&diagonals[j * d], icf + j * size + d, cj, qj, d);
            double norm = 0;
            for (int i = 0; i < d; i++) norm += qj[i] * qj[i];
            terms[j] = alphas[j] + sums[j] - 0.5 * norm;
        }
        double max = terms[0];
        for (int j = 1; j < k; j++) max = std::fmax(max, terms[j]);
        double sum = 0;
        for (int j = 0; j < k; j++) sum += terms[j] = std::exp(terms[j] - max);
        total += max + std::log(sum);
        for (int j = 0; j < k; j++) {
            double r = terms[j] / sum, *cj = &c[j * d], *qj = &q[j * d];
            weight[j] += r;
            double* s = &spread[j * size];
            for (int i = 0; i < d; i++) {
                double rq = r * qj[i];
                pull[j * d + i] += rq;
                *s++ += rq * cj[i];
            }
            for (int column = 0; column < d; column++)
                for (int row = column + 1; row < d; row++) *s++ += r * qj[row] * cj[column];
        }
    }
    std::vector<double> p(k);
    double lse = log_sum_exp(alphas, k);
    for (int j = 0; j < k; j++) {
        alphas_gradient[j] = weight[j] - n * std::exp(alphas[j] - lse);
        const double *diagonal = &diagonals[j * d], *lower = icf + j * size + d, *g = &pull[j * d], *s = &spread[j * size];
        for (int i = 0; i < d; i++) {
            means_gradient[j * d + i] = diagonal[i] * g[i];
            icf_gradient[j * size + i] = weight[j] - diagonal[i] * s[i] + gamma * gamma * diagonal[i] * diagonal[i] - m;
        }
        int next = 0;
        for (int column = 0; column < d; column++)
            for (int row = column + 1; row < d; row++, next++) {
                means_gradient[j * d + column] += lower[next] * g[row];
                icf_gradient[j * size + d + next] = gamma * gamma * lower[next] - s[d + next];
            }
    }
    return total - n * (lse + 0.5 * d * std::log(2 * M_PI)) + prior(gamma, m, d, k, icf, diagonals.data(), sums.data(), size);
}
