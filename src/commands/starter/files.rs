starter! {
}
