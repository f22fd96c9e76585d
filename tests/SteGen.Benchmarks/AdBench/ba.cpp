// Bundle adjustment (ADBench "BA"): residuals and the 2 x 15 Jacobian of one observation, derived by hand, scalar.
// Camera: rotation vector r, center c, focal length f, principal point u, distortion k1 k2. With v = p - c, |r| = t, a = r / t:
//   x = cos t v + sin t (a x v) + (1 - cos t) (a . v) a,   q = (x0, x1) / x2,   s = |q|^2,   L = 1 + k1 s + k2 s^2,   e = w (f L q + u - m).
#include <cmath>

namespace
{
    struct Observation { int camera, point; double m[2]; };

    // d x / d r, column by column, and x itself
    void rotate(const double* r, const double* v, double* x, double* dr, double* dv)
    {
        double t2 = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
        if (t2 == 0)
        {
            x[0] = v[0] + r[1] * v[2] - r[2] * v[1];
            x[1] = v[1] + r[2] * v[0] - r[0] * v[2];
            x[2] = v[2] + r[0] * v[1] - r[1] * v[0];
            if (dr)
            {
                double d[9] = { 0, v[2], -v[1], -v[2], 0, v[0], v[1], -v[0], 0 };
                double e[9] = { 1, -r[2], r[1], r[2], 1, -r[0], -r[1], r[0], 1 };
                for (int i = 0; i < 9; i++) { dr[i] = d[i]; dv[i] = e[i]; }
            }
            return;
        }
        double t = std::sqrt(t2), it = 1 / t, sine = std::sin(t), cosine = std::cos(t), rest = 1 - cosine;
        double a[3] = { r[0] * it, r[1] * it, r[2] * it };
        double cross[3] = { a[1] * v[2] - a[2] * v[1], a[2] * v[0] - a[0] * v[2], a[0] * v[1] - a[1] * v[0] };
        double dot = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
        for (int i = 0; i < 3; i++) x[i] = cosine * v[i] + sine * cross[i] + rest * dot * a[i];
        if (!dr) return;
        // row i, column j: dv = R; dr = (dx/dt) a_j + (dx/da) (I - a aT) / t
        double skew[9] = { 0, -a[2], a[1], a[2], 0, -a[0], -a[1], a[0], 0 };
        double vs[9] = { 0, v[2], -v[1], -v[2], 0, v[0], v[1], -v[0], 0 };
        for (int i = 0; i < 3; i++)
        {
            double dt = -sine * v[i] + cosine * cross[i] + sine * dot * a[i], da[3], along = 0;
            for (int j = 0; j < 3; j++)
            {
                dv[3 * i + j] = (i == j ? cosine : 0) + sine * skew[3 * i + j] + rest * a[i] * a[j];
                da[j] = sine * vs[3 * i + j] + rest * (v[j] * a[i] + (i == j ? dot : 0));
                along += da[j] * a[j];
            }
            for (int j = 0; j < 3; j++) dr[3 * i + j] = dt * a[j] + (da[j] - along * a[j]) * it;
        }
    }
}

extern "C" void ba_residuals(int n, const double* cameras, const double* points, const double* weights, const Observation* seen, double* errors, double* weightErrors)
{
    for (int o = 0; o < n; o++)
    {
        const double* c = cameras + 11 * seen[o].camera;
        const double* p = points + 3 * seen[o].point;
        double v[3] = { p[0] - c[3], p[1] - c[4], p[2] - c[5] }, x[3];
        rotate(c, v, x, nullptr, nullptr);
        double q0 = x[0] / x[2], q1 = x[1] / x[2], s = q0 * q0 + q1 * q1, L = 1 + c[9] * s + c[10] * s * s, w = weights[o];
        errors[2 * o] = w * (c[6] * L * q0 + c[7] - seen[o].m[0]);
        errors[2 * o + 1] = w * (c[6] * L * q1 + c[8] - seen[o].m[1]);
        weightErrors[o] = 1 - w * w;
    }
}

// one camera, point, weight and feature per observation; 30 numbers each: two rows of rotation, center, focal length, principal point, distortion, point, weight
extern "C" void ba_jacobian(int n, const double* cameras, const double* points, const double* weights, const double* features, double* jacobian)
{
    for (int o = 0; o < n; o++)
    {
        const double* c = cameras + 11 * o;
        const double* p = points + 3 * o;
        double* J = jacobian + 30 * o;
        double v[3] = { p[0] - c[3], p[1] - c[4], p[2] - c[5] }, x[3], dr[9], dv[9];
        rotate(c, v, x, dr, dv);
        double iz = 1 / x[2], q[2] = { x[0] * iz, x[1] * iz }, s = q[0] * q[0] + q[1] * q[1], L = 1 + c[9] * s + c[10] * s * s, dL = c[9] + 2 * c[10] * s, w = weights[o], f = c[6];
        for (int k = 0; k < 2; k++)
        {
            // d e_k / d q = w f (L I + 2 dL q qT), then through q = x / z
            double g = w * f, h = 2 * dL * q[k], dq0 = g * (h * q[0] + (k == 0 ? L : 0)), dq1 = g * (h * q[1] + (k == 1 ? L : 0));
            double dx[3] = { dq0 * iz, dq1 * iz, -(dq0 * q[0] + dq1 * q[1]) * iz };
            double* row = J + 15 * k;
            for (int j = 0; j < 3; j++)
            {
                row[j] = dx[0] * dr[j] + dx[1] * dr[3 + j] + dx[2] * dr[6 + j];
                double dp = dx[0] * dv[j] + dx[1] * dv[3 + j] + dx[2] * dv[6 + j];
                row[3 + j] = -dp;
                row[11 + j] = dp;
            }
            row[6] = w * L * q[k];
            row[7] = k == 0 ? w : 0;
            row[8] = k == 1 ? w : 0;
            row[9] = g * s * q[k];
            row[10] = g * s * s * q[k];
            row[14] = f * L * q[k] + c[7 + k] - features[2 * o + k];
        }
    }
}
