// SPDX-License-Identifier: MIT
#include "decimal.h"

#include <vector>

namespace Standin {

OCINumber toNumber(QByteArray decimal)
{
    OCINumber number = {};
    ub1 *part = number.OCINumberPart;
    const bool negative = decimal.startsWith('-');
    if (negative || decimal.startsWith('+'))
        decimal.remove(0, 1);
    int exponent = 0;
    if (const qsizetype at = decimal.toLower().indexOf('e'); at >= 0) {
        exponent = decimal.sliced(at + 1).toInt();
        decimal.truncate(at);
    }
    // value = 0.digits × 10^point
    const qsizetype dot = decimal.indexOf('.');
    QByteArray digits = decimal;
    if (dot >= 0)
        digits.remove(dot, 1);
    qsizetype point = (dot >= 0 ? dot : decimal.size()) + exponent;
    while (digits.startsWith('0')) {
        digits.remove(0, 1);
        --point;
    }
    if (digits.isEmpty()) { // zero is the one number without digits
        part[0] = 1;
        part[1] = 0x80;
        return number;
    }
    if (point % 2 != 0) {
        digits.prepend('0');
        ++point;
    }
    if (digits.size() % 2 != 0)
        digits.append('0');

    std::vector<int> pairs;
    for (qsizetype i = 0; i < digits.size() && pairs.size() < 20; i += 2)
        pairs.push_back((digits[i] - '0') * 10 + (digits[i + 1] - '0'));
    while (!pairs.empty() && pairs.back() == 0)
        pairs.pop_back();

    const ub1 exponentByte = ub1(0x80 | (point / 2 - 1 + 65));
    size_t used = 1;
    part[used++] = negative ? ub1(~exponentByte) : exponentByte;
    for (const int pair : pairs)
        part[used++] = ub1(negative ? 101 - pair : pair + 1);
    if (negative && pairs.size() < 20)
        part[used++] = 102;
    part[0] = ub1(used - 1);
    return number;
}

QByteArray fromNumber(const OCINumber &number)
{
    const ub1 *part = number.OCINumberPart;
    const int length = part[0];
    if (length == 1 && part[1] == 0x80)
        return "0";
    const bool negative = (part[1] & 0x80) == 0;
    const int exponent = ((negative ? ub1(~part[1]) : part[1]) & 0x7f) - 65;
    QByteArray digits;
    for (int i = 2; i <= length; ++i) {
        if (negative && part[i] == 102)
            break;
        const int pair = negative ? 101 - part[i] : part[i] - 1;
        digits += char('0' + pair / 10);
        digits += char('0' + pair % 10);
    }
    const int point = (exponent + 1) * 2;
    QByteArray text;
    if (point <= 0) {
        text = "0." + QByteArray(-point, '0') + digits;
    } else {
        if (digits.size() < point)
            digits.append(QByteArray(point - digits.size(), '0'));
        text = digits.first(point);
        if (digits.size() > point)
            text += '.' + digits.sliced(point);
    }
    if (text.contains('.')) {
        while (text.endsWith('0'))
            text.chop(1);
        if (text.endsWith('.'))
            text.chop(1);
    }
    while (text.size() > 1 && text[0] == '0' && text[1] != '.')
        text.remove(0, 1);
    return negative ? '-' + text : text;
}

} // namespace Standin
