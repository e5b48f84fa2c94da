import Models
import Support

extension SeededRandom {
    func below(_ limit: Int) -> Int { Int(number() % UInt64(limit)) }

    func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for index in elements.indices.reversed() { elements.swapAt(index, below(index + 1)) }
        return elements
    }
}
