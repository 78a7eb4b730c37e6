// The name that was probably meant.

/// More candidates are not looked at, and neither are longer names.
let closestNamesMax = 2_000
let closestNameBytesMax = 64

/// The candidate with the fewest edits to `name`, where that is few enough to be a slip of the pen.
package func closestName(to name: String, among candidates: [String]) -> String? {
    guard name.utf8.count <= closestNameBytesMax else { return nil }
    let count = name.count
    let limit = max(1, min(3, count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates.prefix(closestNamesMax)
    where candidate.utf8.count <= closestNameBytesMax && abs(candidate.count - count) <= limit {
        let distance = editDistance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8))
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, leftByte) in left.enumerated() {
        var current = [row + 1]
        for (column, rightByte) in right.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1)
            cost = min(cost, last[column] + (leftByte == rightByte ? 0 : 1))
            if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
