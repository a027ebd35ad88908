// 1 - beta^update by repeated squaring. With c(n) = 1 - beta^n, c(m + n) = c(m) + c(n) - c(m) c(n) has no cancellation near 0,
// where 1 - pow(beta, update) in float32 loses up to 13 bits for beta = 0.999.
float bias_correction(float beta, uint update)
{
    float result = 0.0;
    float power = 1.0 - beta;
    for (uint rest = update; rest != 0u; rest >>= 1)
    {
        if ((rest & 1u) != 0u)
        {
            result += power - result * power;
        }

        power += power - power * power;
    }

    return result;
}
