/// A value for each partner of a couple.
package struct PerSide<Value> {
    package var inviter: Value
    package var joiner: Value

    package init(inviter: Value, joiner: Value) {
        self.inviter = inviter
        self.joiner = joiner
    }

    package init(both value: Value) { self.init(inviter: value, joiner: value) }

    package subscript(side: Side) -> Value {
        get { side == .inviter ? inviter : joiner }
        // Modifies in place. Otherwise, appending to an array here would copy it each time.
        _modify { if side == .inviter { yield &inviter } else { yield &joiner } }
    }
}

extension PerSide: Equatable where Value: Equatable {}
extension PerSide: Hashable where Value: Hashable {}
extension PerSide: Sendable where Value: Sendable {}
