create table `a` (`x` text not null, `n` int not null, `k` varchar(255) not null, `r` int null, `of_x_n_k_removed_r` int null, `count_6` int null, `created` int null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add primary key (`k`);
