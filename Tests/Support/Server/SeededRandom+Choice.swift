extension SeededRandom {
    package func below(_ limit: Int) -> Int { Int(number() % UInt64(limit)) }

    package func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    package func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in elements.indices.reversed() { elements.swapAt(index, below(index + 1)) }
        return elements
    }
}
