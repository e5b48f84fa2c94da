extension Terminal: Console {}
